using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Settings.Reading;
using StackPreview.Rendering;

namespace Infra.Bench;

/// <summary>An application of many services, to see how the cost of a preview grows.</summary>
internal static class ManyServices
{
    /// <summary>Previews an application of so many services in the first environment, and prints the report.</summary>
    public static async Task PreviewAsync(int services)
    {
        var application = new ApplicationDefinition
        {
            Name = "many",
            Needs = [],
            Services = [.. Enumerable.Range(1, services).Select(Service)],
        };
        var environment = EnvironmentCatalog.All[0].Name;
        var configuration = new StackConfiguration("infra", environment, ImmutableSortedDictionary<string, ConfigValue>.Empty);
        var settings = (Catalog.Default with { Applications = [application] }).Settings.Load(configuration, requireAll: false);
        var preview = await Preview.RunAsync(settings, environment, Catalog.Default);
        Reports.Write(preview.Report(), ReportFormat.Text, Console.Out);
        if (!preview.IsPassed)
            throw new InvalidOperationException("A check failed: what is measured is not what is meant.");
    }

    private static ServiceDefinition Service(int number)
        => new()
        {
            Name = $"service-{number}",
            Image = "many",
            Port = 8000 + number,
            Health = new HealthProbes
            {
                Startup = HealthProbe.Http("/started"),
                Liveness = HealthProbe.Http("/live"),
                Readiness = HealthProbe.Http("/ready"),
            },
            Variables = [Variable.Plain("NUMBER", $"{number}")],
        };
}
