using System.Collections.Immutable;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Values;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Networking.V1;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;

namespace Infra.Data;

/// <summary>What the data services that run as a StatefulSet of one pod have in common.</summary>
internal static class StatefulWorkload
{
    /// <summary>The StatefulSet: one pod, whose volumes outlive it and the set.</summary>
    /// <param name="name">The name of the service and its pods.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="pod">The pod.</param>
    /// <param name="volumes">The volumes by name, with their sizes.</param>
    public static StatefulSetSpecArgs Spec(
        string name,
        Placement placement,
        PodSpecArgs pod,
        params (string Name, Quantity Size)[] volumes) => new()
    {
        ServiceName = name,
        Replicas = 1,
        // In order, a pod that never becomes ready would not give way to a corrected one.
        PodManagementPolicy = "Parallel",
        Selector = NetworkRules.Selecting(Labels.Selecting(name)),
        PersistentVolumeClaimRetentionPolicy = new StatefulSetPersistentVolumeClaimRetentionPolicyArgs
        {
            WhenDeleted = "Retain",
            WhenScaled = "Retain",
        },
        Template = new PodTemplateSpecArgs
        {
            Metadata = new ObjectMetaArgs { Labels = Labels.Of(name, placement.Application) },
            Spec = pod,
        },
        VolumeClaimTemplates = volumes
            .Select(volume => new PersistentVolumeClaimArgs
            {
                Metadata = new ObjectMetaArgs { Name = volume.Name },
                Spec = new PersistentVolumeClaimSpecArgs
                {
                    AccessModes = { "ReadWriteOnce" },
                    StorageClassName = placement.Cluster.StorageClass!,
                    Resources = new VolumeResourceRequirementsArgs { Requests = { ["storage"] = volume.Size.Text } },
                },
            })
            .ToArray(),
    };

    /// <summary>The options of the StatefulSet, which is protected where its data is.</summary>
    public static CustomResourceOptions DataOptions(Placement placement, Resource parent, IEnumerable<Resource> after)
    {
        var options = placement.ChildOf(parent, after);
        options.Protect = placement.Environment.ProtectsData;
        // The size of a volume is changed on its claim: a StatefulSet with other templates would have to be replaced.
        options.IgnoreChanges = ["spec.volumeClaimTemplates"];
        options.CustomTimeouts = new CustomTimeouts { Create = TimeSpan.FromMinutes(15), Update = TimeSpan.FromMinutes(15) };
        return options;
    }

    /// <summary>An account of its own, which may do nothing in the cluster.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="annotations">Its annotations, such as the role that its pods have elsewhere. Default: none.</param>
    public static ServiceAccount Account(
        string name,
        Placement placement,
        Resource parent,
        IReadOnlyDictionary<string, string>? annotations = null) => new(
        $"{name}-account",
        new ServiceAccountArgs
        {
            Metadata = placement.Annotated(name, annotations ?? ImmutableDictionary<string, string>.Empty),
            AutomountServiceAccountToken = false,
        },
        placement.ChildOf(parent));

    /// <summary>The service that gives the pod its name.</summary>
    /// <param name="name">The name of the service and its pods.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    /// <param name="findsUnready">
    /// Whether clients find the pod while it is not ready, as where a container beside the server is down and the server is not.
    /// </param>
    /// <param name="ports">The ports.</param>
    public static Service HeadlessService(
        string name,
        Placement placement,
        Resource parent,
        bool findsUnready,
        params (string Name, int Port)[] ports) => new(
        $"{name}-service",
        new ServiceArgs
        {
            Metadata = placement.Metadata(name),
            Spec = new ServiceSpecArgs
            {
                ClusterIP = "None",
                Selector = Labels.Selecting(name),
                PublishNotReadyAddresses = findsUnready ? true : null,
                Ports = ports.Select(port => new ServicePortArgs { Name = port.Name, Port = port.Port, TargetPort = port.Name }).ToArray(),
            },
        },
        placement.ChildOf(parent));

    /// <summary>A budget for the draining of nodes, where the environment wants one.</summary>
    public static void DisruptionBudget(string name, Placement placement, Resource parent)
    {
        if (!placement.Environment.SurvivesNodeLoss)
            return;

        _ = new PodDisruptionBudget(
            $"{name}-budget",
            new PodDisruptionBudgetArgs
            {
                Metadata = placement.Metadata(name),
                Spec = Kubernetes.DisruptionBudget.OneAtATime(name),
            },
            placement.ChildOf(parent));
    }

    /// <summary>The policy that lets the pods of a namespace in on ports.</summary>
    /// <param name="name">The data service's name.</param>
    /// <param name="part">What the name of the policy ends in.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="ports">The ports.</param>
    public static IReadOnlyList<NetworkPolicy> NamespacePolicy(
        string name,
        string part,
        Placement placement,
        Resource parent,
        string ns,
        params int[] ports)
        => DataPolicies.Declare(
            name,
            [
                KeyValuePair.Create(part, new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(Labels.Selecting(name)),
                    PolicyTypes = { "Ingress" },
                    Ingress = { NetworkRules.From([NetworkRules.Namespace(ns)], ports) },
                }),
            ],
            placement,
            parent);

    /// <summary>
    /// The policies that open the ports of a service to the pods that bear the label of its clients, its metrics to Prometheus, and
    /// nothing else.
    /// </summary>
    public static IReadOnlyList<NetworkPolicy> ClientPolicies(
        string name,
        Placement placement,
        Resource parent,
        int metricsPort,
        params int[] ports)
    {
        var server = Labels.Selecting(name);
        var clients = Labels.ClientOf(name);
        return DataPolicies.Declare(
            name,
            [
                KeyValuePair.Create("server", new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(server),
                    PolicyTypes = { "Ingress" },
                    Ingress =
                    {
                        NetworkRules.From([NetworkRules.Pods(clients)], ports),
                        NetworkRules.From([NetworkRules.Namespace(placement.Cluster.PrometheusNamespace)], metricsPort),
                    },
                }),
                KeyValuePair.Create("clients", new NetworkPolicySpecArgs
                {
                    PodSelector = NetworkRules.Selecting(clients),
                    PolicyTypes = { "Egress" },
                    Egress = { NetworkRules.To([NetworkRules.Pods(server)], ports) },
                }),
            ],
            placement,
            parent);
    }
}
