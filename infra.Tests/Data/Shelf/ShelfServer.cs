using Infra.Applications.Model;
using Infra.Data;
using Infra.Kubernetes;
using Infra.Observability;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Tests.Data.Shelf;

/// <summary>One shelf in the cluster.</summary>
internal sealed class ShelfServer : ComponentResource, IDataServer<ShelfConnection>
{
    public const string Type = "infra:data:ShelfServer";

    public const int Port = 7000;

    public ShelfServer(string name, DataServiceArgs<ShelfNeed, ShelfSettings> args, ComponentResourceOptions? options = null)
        : base(Type, name, options)
    {
        var placement = args.Placement;
        var password = GeneratedValue.Of($"{name}-password", SecretShape.Alphanumeric(32), args.Generation, this).Current;
        var policies = StatefulWorkload.ClientPolicies(name, placement, this, Port, Port);
        var account = StatefulWorkload.Account(name, placement, this);
        var service = StatefulWorkload.HeadlessService(name, placement, this, findsUnready: false, ("shelf", Port));
        StatefulWorkload.DisruptionBudget(name, placement, this);
        var container = new ContainerArgs
        {
            Name = "server",
            Image = "registry.example.com/shelf:1.0.0",
            Args = { $"--boards={args.Settings.Boards}" },
            Ports = { new ContainerPortArgs { Name = "shelf", ContainerPortValue = Port } },
            StartupProbe = PodDefaults.StartupProbe("/ready", "shelf", TimeSpan.FromMinutes(1)),
            LivenessProbe = PodDefaults.HttpProbe("/", "shelf"),
            ReadinessProbe = PodDefaults.HttpProbe("/ready", "shelf"),
            Resources = PodDefaults.Resources("50m", "1", "64Mi", "64Mi"),
            SecurityContext = PodDefaults.ContainerSecurity(),
        };
        var pod = new PodSpecArgs
        {
            ServiceAccountName = name,
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            SecurityContext = PodDefaults.PodSecurity(1000),
            Containers = { container },
        };
        var server = new StatefulSet(
            $"{name}-server",
            new StatefulSetArgs
            {
                Metadata = placement.Metadata(name),
                Spec = StatefulWorkload.Spec(name, placement, pod, ("data", "1Gi")),
            },
            StatefulWorkload.DataOptions(placement, this, [account, service, .. policies]));
        Connection = new ShelfConnection
        {
            Url = Output.Format($"shelf://{password}@{name}.{placement.Namespace}.svc:{Port}"),
            ClientLabels = Labels.ClientOf(name),
            Ready = server,
        };
        ScrapeTargets = [new ScrapeTarget(name, Labels.Selecting(name), "shelf", Port)];
        RegisterOutputs();
    }

    public ShelfConnection Connection { get; }

    public IReadOnlyList<ScrapeTarget> ScrapeTargets { get; }
}
