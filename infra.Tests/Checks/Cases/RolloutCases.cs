using StackPreview.Plans;
using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What rollouts and the draining of nodes are held to.</summary>
internal static class RolloutCases
{
    public static IEnumerable<CheckCase> All { get; } =
    [
        Field("rollouts-safe", "Deployment api", "spec.strategy.type", "Recreate", "a rollout makes pods unavailable"),
        Field("rollouts-safe", "Deployment api", "spec.strategy.rollingUpdate.maxUnavailable", 1, "a rollout makes pods unavailable"),
        Field(
            "rollouts-safe",
            "Deployment api",
            "spec.template.spec.containers[0].lifecycle",
            null,
            "a pod is sent SIGTERM while it still gets requests"),
        Changed("rollouts-safe", "Deployment api", "not after the migration", "it does not wait for Job migrate", deployment =>
            WaitingForNo(deployment, "kubernetes:batch/v1:Job::reference-migrate")),
        Changed("rollouts-safe", "Deployment worker", "not after the migration", "it does not wait for Job migrate", deployment =>
            WaitingForNo(deployment, "kubernetes:batch/v1:Job::reference-migrate")),
        Changed("rollouts-safe", "Job migrate", "not after the database", "it does not wait for Job postgres-rollout", job =>
            WaitingForNo(job, "kubernetes:batch/v1:Job::postgres-rollout")),
        Changed("rollouts-safe", "Job postgres-rollout", "not after the database", "it does not wait for Cluster postgres", job =>
            WaitingForNo(job, "kubernetes:postgresql.cnpg.io/v1:Cluster")),
        Changed("rollouts-safe", "Deployment worker", "not after Redis and Qdrant", "it does not wait for StatefulSet redis", deployment =>
            WaitingForNo(deployment, "kubernetes:apps/v1:StatefulSet")),
        Changed("rollouts-safe", "Job seed", "not after the rollout", "it does not wait for Deployment api", job =>
            WaitingForNo(job, "kubernetes:apps/v1:Deployment")
        ) with
        {
            Stack = "stage",
        },
        Changed("rollouts-safe", "Job migrate", "that is run by a new secret", "it runs again when a secret is rotated", job =>
            job with
            {
                Options = job.Options with { IgnoreChanges = [] },
            }),
        Field(
            "rollouts-safe",
            "Job migrate",
            "spec.ttlSecondsAfterFinished",
            60,
            "it is deleted after ttlSecondsAfterFinished, so that a refresh runs it again"),
        Field("rollouts-safe", "Job migrate", "spec.activeDeadlineSeconds", null, "it may go on for ever"),
        Field("rollouts-safe", "Job migrate", "spec.backoffLimit", null, "it may go on for ever"),

        Field("rollouts-safe", "CronJob report", "spec.concurrencyPolicy", null, "it may run twice at a time").OfShowcase(),
        Field("rollouts-safe", "CronJob report", "spec.jobTemplate.spec.activeDeadlineSeconds", null, "it may go on for ever")
            .OfShowcase(),
        Field("rollouts-safe", "CronJob export", "spec.jobTemplate.spec.backoffLimit", null, "it may go on for ever").OfShowcase(),
        Changed("rollouts-safe", "Job migrate", "not after the backup", "the database is not backed up before it", job =>
                WaitingForNo(job, "kubernetes:batch/v1:Job"))
            .OfShowcase(),
        Changed("rollouts-safe", "StatefulSet postman", "not after the import", "it does not wait for Job load", set =>
                WaitingForNo(set, "kubernetes:batch/v1:Job"))
            .OfShowcase(),
        Changed("rollouts-safe", "Deployment web-canary", "not after the migration", "it does not wait for Job migrate", deployment =>
                WaitingForNo(deployment, "kubernetes:batch/v1:Job"))
            .OfShowcase(),
        Changed("rollouts-safe", "CronJob report", "not after the migration", "it does not wait for Job migrate", job =>
                WaitingForNo(job, "kubernetes:batch/v1:Job"))
            .OfShowcase(),
        Changed("rollouts-safe", "Job verify", "not after the rollout", "it does not wait for Deployment web-canary", job =>
                WaitingForNo(job, "kubernetes:apps/v1:Deployment"))
            .OfShowcase(),
        Changed("rollouts-safe", "Job verify", "not after the service it calls", "it does not wait for Service web", job =>
                WaitingForNo(job, "kubernetes:core/v1:Service::"))
            .OfShowcase(),
        Changed("rollouts-safe", "TraefikService web", "not after the verification", "it does not wait for Job verify", shares =>
                WaitingForNo(shares, "kubernetes:batch/v1:Job"))
            .OfShowcase(),
        Field("disruptions-budgeted", "PodDisruptionBudget redis", "spec.maxUnavailable", 0, "it keeps nodes from being drained"),
        Field("disruptions-budgeted", "PodDisruptionBudget redis", "spec.maxUnavailable", null, "it keeps nodes from being drained"),
        Field(
            "disruptions-budgeted",
            "PodDisruptionBudget redis",
            "spec.unhealthyPodEvictionPolicy",
            "IfHealthyBudget",
            "a pod that is broken keeps its node from being drained"),
        Field(
            "disruptions-budgeted",
            "PodDisruptionBudget redis",
            "spec.selector.matchLabels['app.kubernetes.io/name']",
            "qdrant",
            "it has no disruption budget",
            at: "StatefulSet redis"),
        Field("disruptions-budgeted", "Cluster postgres", "spec.enablePDB", false, "it has no disruption budget"),
    ];

    private static PlannedResource WaitingForNo(PlannedResource resource, string type)
        => resource with
        {
            Dependencies = resource.Dependencies.Except(resource.Dependencies.Where(urn => urn.Contains(type, StringComparison.Ordinal))),
        };
}
