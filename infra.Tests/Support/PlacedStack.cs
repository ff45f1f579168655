using Infra.Isolation;
using Infra.Settings;
using Pulumi;
using Pulumi.Testing;
using StackPreview.Capture;
using StackPreview.Plans;
using StackPreview.Running;

namespace Infra.Tests.Support;

/// <summary>A stack of what a test declares, in a namespace of its own.</summary>
internal static class PlacedStack
{
    /// <summary>Runs it and gives the plan.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="declare">Declares something where it is told to.</param>
    public static async Task<Plan> RunAsync(StackSettings settings, Action<Placement> declare)
    {
        var capture = new PlanCapture(Catalog.Default.Kinds);
        var engine = new OfflineEngine(Catalog.Default.Kinds, capture.IsComponent);
        var options = new TestOptions
        {
            ProjectName = "infra",
            StackName = settings.Environment.Name,
            IsPreview = false,
        };
        await Configured.StartAsync(settings.SuppliedSecrets.ToDictionary(name => $"infra:{name}", name => name), () =>
            Deployment.TestWithServiceProviderAsync<DeclaringStack>(engine, new Services(settings, declare, capture.Options), options));
        return capture.ToPlan("infra", settings.Environment.Name);
    }

    private sealed class Services(StackSettings settings, Action<Placement> declare, StackOptions options) : IServiceProvider
    {
        public object GetService(Type serviceType) => new DeclaringStack(settings, declare, options);
    }

    private sealed class DeclaringStack : Stack
    {
        public DeclaringStack(StackSettings settings, Action<Placement> declare, StackOptions options)
            : base(options)
        {
            var isolation = new IsolatedNamespace(
                "namespace",
                new()
                {
                    Namespace = settings.Namespace,
                    Application = settings.Application,
                    DnsRanges = [],
                    MostPods = 100,
                    Protect = false,
                });
            declare(new Placement(settings.Namespace, settings.Application.Name, settings.Environment, settings.Cluster, isolation));
        }
    }
}
