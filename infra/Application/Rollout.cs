using Infra.Applications.Model;
using Infra.Isolation;
using Infra.Kubernetes;
using Infra.Settings;
using Pulumi;
using Pulumi.Kubernetes.Autoscaling.V2;
using Pulumi.Kubernetes.Policy.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Autoscaling.V2;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Policy.V1;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;
using StatefulSet = Pulumi.Kubernetes.Apps.V1.StatefulSet;

namespace Infra.Application;

/// <summary>Declares what keeps a workload running: replaced one by one, scaled with the load, kept apart, drained gently.</summary>
internal static class Rollout
{
    // The time in which the endpoints and the edge learn that a pod goes away, before it is told to stop.
    private static readonly TimeSpan EndpointDelay = TimeSpan.FromSeconds(10);

    // The least time in which a rollout must get on: for nodes to be added and images to be pulled.
    private static readonly TimeSpan LeastDeadline = TimeSpan.FromMinutes(10);

    private const string Replicas = "spec.replicas";

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>Declares the Deployment, or the StatefulSet of a singleton, and around it what the environment wants.</summary>
    /// <param name="prefix">What the names of the project's resources begin with.</param>
    /// <param name="workload">Its pods.</param>
    /// <param name="definition">The workload.</param>
    /// <param name="args">The project.</param>
    /// <param name="account">The service account.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public static RolledOut Declare(
        string prefix,
        Workload workload,
        LongRunningDefinition definition,
        ApplicationProjectArgs args,
        string account,
        Resource parent,
        IEnumerable<Resource> after)
    {
        var placement = args.Placement;
        var settings = args.Settings.Workloads[definition.Name];
        var contentHash = workload.TemplateHash(definition, settings);
        var pod = Pod(definition, placement, settings.Scaling);
        var template = workload.Template(account, Container(definition), pod, settings, contentHash);
        var options = placement.ChildOf(parent, [.. workload.Needs, .. after]);
        if (settings.Scaling.IsAutomatic)
        {
            // Where the number was declared before, it stays as it is until the autoscaler sets it: left out, it would fall to 1.
            options.IgnoreChanges = [Replicas];
        }

        var metadata = placement.Metadata(definition.Name);
        // Also of an autoscaler that is gone, and in previews, where the provider's own setting is not enough.
        metadata.Annotations = new InputMap<string>
        {
            [PulumiAnnotations.PatchForce] = "true",
            // The gate after it judges its end.
            [PulumiAnnotations.SkipAwait] = "true",
        };
        CustomResource rollout = definition.IsSingleton
            ? Singleton(
                $"{prefix}-{definition.Name}-singleton",
                definition,
                new StatefulSetArgs { Metadata = metadata, Spec = SingletonSpec(definition, template) },
                options)
            : Replicated(
                $"{prefix}-{definition.Name}-deployment",
                definition,
                new DeploymentArgs { Metadata = metadata, Spec = ReplicatedSpec(definition, template, settings.Scaling) },
                options);

        if (definition is WorkerDefinition worker && args.Settings.ScalesByQueue(worker))
            QueueScaler.Declare(prefix, worker, args, parent);
        else if (settings.Scaling.IsAutomatic)
            DeclareAutoscaler(prefix, definition.Name, settings.Scaling, placement, parent);
        if (placement.Environment.SurvivesNodeLoss)
            DeclareBudget(prefix, definition.Name, placement, parent);
        return new RolledOut(definition, rollout, contentHash, settings.Scaling.MaxReplicas);
    }

    /// <summary>Whether its pods are spread over the nodes.</summary>
    /// <param name="placement">Where it is put.</param>
    /// <param name="scaling">How many pods it has.</param>
    public static bool IsSpread(Placement placement, ScalingSettings scaling)
        => placement.Environment.SurvivesNodeLoss || scaling.MaxReplicas > 1;

    private static TimeSpan ProgressDeadline(LongRunningDefinition definition)
    {
        var start = definition.Health.StartupTime + definition.Health.Readiness.InitialDelay;
        var needed = definition.Init.Aggregate(start + Slack, (time, step) => time + step.Timeout);
        return needed > LeastDeadline ? needed : LeastDeadline;
    }

    private static Deployment Replicated(string name, LongRunningDefinition definition, DeploymentArgs args, CustomResourceOptions options)
    {
        definition.Customize?.Invoke(args);
        return new Deployment(name, args, options);
    }

    private static StatefulSet Singleton(
        string name,
        LongRunningDefinition definition,
        StatefulSetArgs args,
        CustomResourceOptions options)
    {
        definition.CustomizeSingleton?.Invoke(args);
        return new StatefulSet(name, args, options);
    }

    private static DeploymentSpecArgs ReplicatedSpec(
        LongRunningDefinition definition,
        PodTemplateSpecArgs template,
        ScalingSettings scaling)
    {
        var spec = new DeploymentSpecArgs
        {
            Selector = NetworkRules.Selecting(Labels.Selecting(definition.Name)),
            Strategy = new DeploymentStrategyArgs
            {
                Type = "RollingUpdate",
                RollingUpdate = new RollingUpdateDeploymentArgs { MaxUnavailable = 0, MaxSurge = 1 },
            },
            MinReadySeconds = 10,
            ProgressDeadlineSeconds = (int)ProgressDeadline(definition).TotalSeconds,
            RevisionHistoryLimit = 5,
            Template = template,
        };
        // An autoscaler owns the number; naming it here as well would take it back at every deployment.
        if (!scaling.IsAutomatic)
            spec.Replicas = scaling.MinReplicas;
        return spec;
    }

    // The next pod starts when the last one is gone for certain, so that there are never two.
    private static StatefulSetSpecArgs SingletonSpec(LongRunningDefinition definition, PodTemplateSpecArgs template) => new()
    {
        ServiceName = definition.Name,
        Replicas = 1,
        // In order, a pod that never becomes ready would not give way to a corrected one.
        PodManagementPolicy = "Parallel",
        Selector = NetworkRules.Selecting(Labels.Selecting(definition.Name)),
        RevisionHistoryLimit = 5,
        Template = template,
    };

    private static ContainerArgs Container(LongRunningDefinition definition)
    {
        var container = new ContainerArgs
        {
            Ports = Probes.PortsOf(definition.Ports),
            Lifecycle = new LifecycleArgs
            {
                PreStop = new LifecycleHandlerArgs { Sleep = new SleepActionArgs { Seconds = (int)EndpointDelay.TotalSeconds } },
            },
        };
        Probes.AddTo(container, definition.Health, definition.ProbedPort?.Name);
        return container;
    }

    private static PodSpecArgs Pod(LongRunningDefinition definition, Placement placement, ScalingSettings scaling)
    {
        var pod = new PodSpecArgs { TerminationGracePeriodSeconds = (int)(EndpointDelay + definition.DrainTime).TotalSeconds };
        if (IsSpread(placement, scaling))
            pod.TopologySpreadConstraints = PodDefaults.SpreadOverNodes(definition.Name);
        return pod;
    }

    private static void DeclareAutoscaler(string prefix, string name, ScalingSettings scaling, Placement placement, Resource parent)
    {
        _ = new HorizontalPodAutoscaler(
            $"{prefix}-{name}-autoscaler",
            new HorizontalPodAutoscalerArgs
            {
                Metadata = placement.Metadata(name),
                Spec = new HorizontalPodAutoscalerSpecArgs
                {
                    ScaleTargetRef = new CrossVersionObjectReferenceArgs { ApiVersion = "apps/v1", Kind = "Deployment", Name = name },
                    MinReplicas = scaling.MinReplicas,
                    MaxReplicas = scaling.MaxReplicas,
                    Metrics = { Utilization("cpu", scaling.TargetCpuPercent), Utilization("memory", scaling.TargetMemoryPercent) },
                },
            },
            placement.ChildOf(parent));

        static MetricSpecArgs Utilization(string resource, int percent)
            => new()
            {
                Type = "Resource",
                Resource = new ResourceMetricSourceArgs
                {
                    Name = resource,
                    Target = new MetricTargetArgs { Type = "Utilization", AverageUtilization = percent },
                },
            };
    }

    private static void DeclareBudget(string prefix, string name, Placement placement, Resource parent)
    {
        _ = new PodDisruptionBudget(
            $"{prefix}-{name}-budget",
            new PodDisruptionBudgetArgs
            {
                Metadata = placement.Metadata(name),
                Spec = DisruptionBudget.OneAtATime(name),
            },
            placement.ChildOf(parent));
    }
}
