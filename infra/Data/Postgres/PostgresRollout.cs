using Infra.Kubernetes;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Batch.V1;

namespace Infra.Data.Postgres;

/// <summary>
/// The step that ends once the instances of a cluster are as it is declared. The cluster alone does not tell: for some seconds after a
/// change it still says that it is ready, and what came next would meet a server that is about to restart.
/// </summary>
internal static class PostgresRollout
{
    // For all instances, one after the other, each with its image to pull.
    private static readonly TimeSpan LongestRollout = TimeSpan.FromMinutes(30);

    // The name of a Job is a label of its pods, and ends in '-' and a hash of eight characters.
    private const int LongestPrefix = 54;

    /// <summary>The name of the account of a cluster's step.</summary>
    public static string AccountOf(string cluster) => $"{cluster}-rollout";

    /// <summary>Declares the step. It is another one when another image, other resources or other parameters are declared.</summary>
    /// <param name="args">What is declared.</param>
    /// <param name="client">Who asks the server.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="cluster">The cluster.</param>
    public static Job Declare(
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        PostgresClient client,
        Resource parent,
        Resource cluster)
    {
        var settings = args.Settings;
        var name = AccountOf(client.Cluster);
        string[] resources =
        [
            settings.Cpu.Canonical,
            PodDefaults.DatabaseCpuLimit(settings.Cpu).Canonical,
            settings.Memory.Canonical,
            settings.Memory.Canonical,
        ];
        var parameters = string.Join(
            '\n',
            ClusterParameters.Of(args.Need, settings).Select(parameter => $"{parameter.Key}={parameter.Value}"));
        var step = new PlatformStep
        {
            Account = StepAccount.Declare(name, args.Placement, parent, new ApiRule("", "pods", "list")),
            Containers =
            [
                new StepContainer("pods", StepImages.Kubectl, "rollout-pods.sh")
                {
                    CallsApiServer = true,
                    Variables =
                    [
                        StepContainer.Told("CLUSTER", client.Cluster),
                        StepContainer.Told("INSTANCES", $"{settings.Instances}"),
                        StepContainer.Told("IMAGE", settings.ImageName),
                        StepContainer.Told("RESOURCES", string.Join(' ', resources)),
                        StepContainer.Told("DEADLINE", $"{LongestRollout.TotalSeconds}"),
                    ],
                },
                client.Asking(
                    "parameters",
                    "rollout-parameters.sh",
                    StepContainer.Told("PARAMETERS", parameters),
                    StepContainer.Told("DEADLINE", $"{PostgresClient.Timeout.TotalSeconds}")),
            ],
            Volumes = [client.Authority],
            ClientLabels = client.Labels,
            Deadline = LongestRollout + PostgresClient.Timeout,
        };
        var job = $"{ContentHash.Bounded(name, LongestPrefix)}-{ContentHash.Of([settings.ImageName, .. resources, parameters])}";
        return step.Declare(job, job, args.Placement, parent, cluster);
    }
}
