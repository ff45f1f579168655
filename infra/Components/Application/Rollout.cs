using Infra.Applications.Model;
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

namespace Infra.Components.Application;

/// <summary>Declares what keeps a workload running: replaced one by one, scaled with the load, kept apart, drained gently.</summary>
internal static class Rollout
{
    // The time in which the endpoints and the edge learn that a pod goes away, before it is told to stop.
    private static readonly TimeSpan EndpointDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ProgressDeadline = TimeSpan.FromMinutes(10);

    /// <summary>Declares the Deployment, and around it what the environment wants.</summary>
    /// <param name="prefix">What the names of the application's resources begin with.</param>
    /// <param name="definition">The workload.</param>
    /// <param name="args">The application.</param>
    /// <param name="account">The service account.</param>
    /// <param name="parent">The component it is a part of.</param>
    /// <param name="after">What it comes after.</param>
    public static Deployment Declare(string prefix, LongRunningDefinition definition, ApplicationProjectArgs args, string account, Resource parent, IEnumerable<Resource> after)
    {
        var placement = args.Placement;
        var settings = args.Workloads[definition.Name];
        var workload = new Workload(prefix, definition, args, parent);
        var spec = new DeploymentSpecArgs
        {
            Selector = NetworkRules.Selecting(Labels.Selecting(definition.Name)),
            Strategy = new DeploymentStrategyArgs
            {
                Type = "RollingUpdate",
                RollingUpdate = new RollingUpdateDeploymentArgs { MaxUnavailable = 0, MaxSurge = 1 },
            },
            MinReadySeconds = 10,
            ProgressDeadlineSeconds = (int)ProgressDeadline.TotalSeconds,
            RevisionHistoryLimit = 5,
            Template = workload.Template(account, Container(definition), Pod(definition, placement), settings),
        };
        // An autoscaler owns the number; naming it here as well would take it back at every deployment.
        if (!settings.Scaling.IsAutomatic)
            spec.Replicas = settings.Scaling.MinReplicas;
        var deploymentArgs = new DeploymentArgs { Metadata = placement.Metadata(definition.Name), Spec = spec };
        definition.Customize?.Invoke(deploymentArgs);

        var options = placement.ChildOf(parent, [.. workload.Variables.Needs, .. after]);
        // Longer than the progress deadline, so that its reason is the one that is shown.
        options.CustomTimeouts = new CustomTimeouts { Create = ProgressDeadline + TimeSpan.FromMinutes(5), Update = ProgressDeadline + TimeSpan.FromMinutes(5) };
        var deployment = new Deployment($"{prefix}-{definition.Name}-deployment", deploymentArgs, options);

        if (settings.Scaling.IsAutomatic)
            DeclareAutoscaler(prefix, definition.Name, settings.Scaling, placement, parent);
        if (placement.Environment.SurvivesNodeLoss)
            DeclareDisruptionBudget(prefix, definition.Name, placement, parent);
        return deployment;
    }

    /// <summary>The name of the port that probes and scrapes go to.</summary>
    public static string HealthPortName(LongRunningDefinition definition) => Ports(definition)[^1].Name;

    /// <summary>The ports of the container; the last one answers probes.</summary>
    public static IReadOnlyList<(string Name, int Port)> Ports(LongRunningDefinition definition)
    {
        var ports = new List<(string, int)>();
        if (definition is ServiceDefinition service)
            ports.Add(("http", service.Port));
        if (definition.Health.Port is { } health && (definition as ServiceDefinition)?.Port != health)
            ports.Add(("health", health));
        return ports;
    }

    private static ContainerArgs Container(LongRunningDefinition definition)
    {
        var (health, port) = (definition.Health, HealthPortName(definition));
        return new ContainerArgs
        {
            Ports = Ports(definition).Select(p => new ContainerPortArgs { Name = p.Name, ContainerPortValue = p.Port }).ToArray(),
            StartupProbe = PodDefaults.StartupProbe(health.StartupPath, port, health.StartupTime),
            LivenessProbe = PodDefaults.HttpProbe(health.LivenessPath, port),
            ReadinessProbe = PodDefaults.HttpProbe(health.ReadinessPath, port),
            Lifecycle = new LifecycleArgs { PreStop = new LifecycleHandlerArgs { Sleep = new SleepActionArgs { Seconds = (int)EndpointDelay.TotalSeconds } } },
        };
    }

    private static PodSpecArgs Pod(LongRunningDefinition definition, Placement placement)
    {
        var pod = new PodSpecArgs { TerminationGracePeriodSeconds = (int)(EndpointDelay + definition.DrainTime).TotalSeconds };
        if (placement.Environment.SurvivesNodeLoss)
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

        static MetricSpecArgs Utilization(string resource, int percent) => new()
        {
            Type = "Resource",
            Resource = new ResourceMetricSourceArgs { Name = resource, Target = new MetricTargetArgs { Type = "Utilization", AverageUtilization = percent } },
        };
    }

    private static void DeclareDisruptionBudget(string prefix, string name, Placement placement, Resource parent)
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
