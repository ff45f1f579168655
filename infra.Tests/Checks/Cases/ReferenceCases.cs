using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What is named and is not there: namespaces, workloads, secrets, accounts, volumes.</summary>
internal static class ReferenceCases
{
    private const string Container = "spec.template.spec.containers[0]";
    private const string SlackSecret = "spec.receivers[0].slackConfigs[0].apiURL";
    private const string Gone = "urn:pulumi:prod::infra::infra:data:Nothing::gone";

    public static IEnumerable<CheckCase> All =>
        [
            Field("namespaces-exist", "Service redis", "metadata.namespace", null, "it names no namespace").Also("hosts-exist"),
            Field("namespaces-exist", "Service redis", "metadata.namespace", "elsewhere", "its namespace elsewhere is not declared")
                .Also("hosts-exist"),
            Changed(
                "dependencies-exist",
                "Service redis",
                "after something that is not there",
                $"it depends on {Gone}, which is not declared",
                service => service with { Dependencies = service.Dependencies.Add(Gone) }),
            Changed(
                "dependencies-exist",
                "Service redis",
                "with another provider",
                $"it depends on {Gone}, which is not declared",
                service => service with { Options = service.Options with { Provider = Gone } }),
            Changed(
                "dependencies-exist",
                "Service redis",
                "without a provider",
                "it has no explicit provider, so it would go to whichever cluster is current",
                service => service with { Options = service.Options with { Provider = null } }),
            Changed(
                "names-unique",
                "PodDisruptionBudget redis",
                "named as another",
                "another object bears its kind and name, and one would take the place of the other",
                budget => budget with { ObjectName = "worker" }
            ) with
            {
                Resource = "PodDisruptionBudget worker",
            },
            Changed(
                    "names-unique",
                    "Service qdrant",
                    "named as one that the operator makes",
                    "another object bears its kind and name, and one would take the place of the other",
                    service => service with { ObjectName = "postgres-rw" })
                .Also("hosts-exist", "services-exist") with
            {
                Resource = "Service postgres-rw",
            },
            Field(
                "workloads-exist",
                "Job migrate",
                "spec.template.metadata.labels['app.kubernetes.io/name']",
                "other",
                "its workload migrate is not declared",
                at: "Stack infra-prod"),
            Field(
                    "workloads-exist",
                    "IngressRoute api",
                    "spec.routes",
                    Json(
                        """
                        [{
                          "match": "Host(`api.example.com`)",
                          "middlewares": [{"name": "rate-limit"}, {"name": "security-headers"}],
                          "services": [{"name": "redis", "port": 6379}]
                        }]
                        """),
                    "no route leads to its public service api",
                    at: "Stack infra-prod")
                .Also("paths-open"),
            Field(
                "issuers-exist",
                "Certificate redis-tls",
                "spec.issuerRef.name",
                "gone",
                "Issuer gone is to sign it, which is not there: its Secret never comes")
                .OfShowcase(),
            Field(
                "secrets-and-configmaps-exist",
                "Issuer redis-ca",
                "spec.ca.secretName",
                "gone",
                "it uses Secret gone, which is not there")
                .OfShowcase(),
            .. Secrets,
            .. Accounts,
            .. Volumes,
        ];

    private static IEnumerable<CheckCase> Secrets
    {
        get
        {
            const string Id = "secrets-and-configmaps-exist";
            foreach (var (title, path) in new[]
            {
                ("Deployment api", $"{Container}.envFrom[1].secretRef.name"),
                ("StatefulSet redis", $"{Container}.env[0].valueFrom.secretKeyRef.name"),
                ("StatefulSet redis", "spec.template.spec.volumes[1].secret.secretName"),
                ("Cluster postgres", "spec.bootstrap.initdb.secret.name"),
                ("ObjectStore postgres", "spec.configuration.s3Credentials.accessKeyId.name"),
                ("ObjectStore postgres", "spec.configuration.s3Credentials.secretAccessKey.name"),
                ("ObjectStore postgres", "spec.configuration.s3Credentials.region.name"),
                ("PodMonitor qdrant", "spec.podMetricsEndpoints[0].authorization.credentials.name"),
                ("AlertmanagerConfig alert-routes", $"{SlackSecret}.name"),
            })
            {
                yield return Field(Id, title, path, "gone", "it uses Secret gone, which is not there");
            }

            yield return Field(
                Id,
                "Deployment api",
                $"{Container}.envFrom[0].configMapRef.name",
                "gone",
                "it uses ConfigMap gone, which is not there");
            yield return Field(
                Id,
                "StatefulSet redis",
                "spec.template.spec.volumes[0].configMap.name",
                "gone",
                "it uses ConfigMap gone, which is not there");
            yield return Field(
                Id,
                "StatefulSet redis",
                $"{Container}.env[0].valueFrom.secretKeyRef.key",
                "gone",
                "it uses key gone of Secret redis-users, which has backup-password, monitor-password, users.acl");
            yield return Field(
                Id,
                "StatefulSet redis",
                "spec.template.spec.volumes[1].secret.items[0].key",
                "gone",
                "it uses key gone of Secret redis-users, which has backup-password, monitor-password, users.acl");
            yield return Field(
                Id,
                "AlertmanagerConfig alert-routes",
                $"{SlackSecret}.key",
                "gone",
                "it uses key gone of Secret alert-routes-slack, which has critical, warning");
            yield return Field(
                Id,
                "Deployment api",
                "spec.template.spec.volumes[1].secret.items[0].key",
                "gone",
                "it uses key gone of Secret postgres-ca, which has ca.crt, ca.key");
            yield return Field(
                Id,
                "Secret postgres-owner",
                "stringData.password",
                null,
                "it uses key password of Secret postgres-owner, which has username",
                at: "Cluster postgres");
        }
    }

    private static IEnumerable<CheckCase> Accounts { get; } =
    [
        Field(
            "service-accounts-exist",
            "Deployment api",
            "spec.template.spec.serviceAccountName",
            null,
            "it runs under the default service account"),
        Field(
            "service-accounts-exist",
            "Deployment api",
            "spec.template.spec.serviceAccountName",
            "gone",
            "it runs under ServiceAccount gone, which is not there"),
        Field(
            "service-accounts-exist",
            "Deployment api",
            "spec.template.spec.automountServiceAccountToken",
            true,
            "it is given a token for the API server"),
        Field(
            "service-accounts-exist",
            "ServiceAccount redis",
            "automountServiceAccountToken",
            null,
            "it gives its pods a token for the API server"),
    ];

    private static IEnumerable<CheckCase> Volumes { get; } =
    [
        Field(
            "volumes-exist",
            "Deployment api",
            $"{Container}.volumeMounts[0].name",
            "gone",
            "a container mounts volume gone, which is not declared"),
        Field(
            "volumes-exist",
            "StatefulSet redis",
            "spec.volumeClaimTemplates[0].metadata.name",
            "other",
            "a container mounts volume data, which is not declared"),
        Field(
            "volumes-exist",
            "Deployment api",
            "spec.template.spec.volumes[0].persistentVolumeClaim",
            Json("""{ "claimName": "gone" }"""),
            "it uses PersistentVolumeClaim gone, which is not there"),
    ];
}
