using System.Collections.Immutable;
using Infra.Backups;
using Infra.Data;
using Infra.Data.MySql;
using Infra.Settings;
using Infra.Tests.Support;
using Pulumi;
using StackPreview.Plans;

namespace Infra.Tests.Data.MySql;

/// <summary>There can be two in one namespace: all that a component declares is named by the name that it is given.</summary>
public sealed class MySqlNamesTests
{
    [Theory]
    [InlineData(MySqlService.StatefulSet)]
    [InlineData(MySqlService.Percona)]
    public async Task Everything_bears_the_name_of_the_component(string provider)
    {
        var plan = await DeclareAsync(provider, "chat");
        var declared = plan
            .Resources.Where(resource => resource.Parent is not null && resource.Urn.Contains("infra:data:", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(declared);
        Assert.All(declared, resource => Assert.StartsWith("chat", resource.Name, StringComparison.Ordinal));
        Assert.All(declared.Where(resource => resource.IsObject), resource =>
            Assert.StartsWith("chat", resource.ObjectName, StringComparison.Ordinal));
        Assert.All(declared.SelectMany(resource => resource.Creates), created =>
            Assert.Contains("chat-", $"{created.Name}-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MySqlService.StatefulSet)]
    [InlineData(MySqlService.Percona)]
    public async Task Two_do_not_meet(string provider)
    {
        var plan = await DeclareAsync(provider, "chat", "chat-2");
        var network = new NetworkModel(plan);
        var (first, second) = (
            new Dictionary<string, string> { ["chat-client"] = "true" },
            new Dictionary<string, string> { ["chat-2-client"] = "true" });
        var servers = StackPreview
            .Plans.Pods.In(plan)
            .Where(pods =>
                pods.Ports.ContainsKey("mysql") && !pods.Labels.Keys.Any(key => key.EndsWith("-instance", StringComparison.Ordinal)))
            .ToList();

        Assert.Equal(plan.Objects.Count(), plan.Objects.Select(resource => resource.Title).Distinct().Count());
        Assert.NotEmpty(servers);
        Assert.All(servers, server =>
        {
            var isSecond = server.Owner.ObjectName == "chat-2";
            Assert.Equal(!isSecond, network.AllowsBetween(first, server.Labels, 3306));
            Assert.Equal(isSecond, network.AllowsBetween(second, server.Labels, 3306));
        });
    }

    private static async Task<Plan> DeclareAsync(string provider, params string[] names)
    {
        var settings = MySqlStack.SettingsOf("prod", ("mysql", $$"""{ "provider": "{{provider}}" }"""));
        return await PlacedStack.RunAsync(settings, placement =>
        {
            foreach (var name in names)
            {
                new MySqlService().Declare(
                    new DeployedDataService(MySqlService.ServiceName, name, settings.OwnData.MySql!),
                    settings.Application with { Needs = [new MySqlNeed("shop")] },
                    settings with { Generations = names.ToImmutableDictionary(one => one, _ => 1) },
                    placement,
                    host: null,
                    CloudAccounts.None,
                    new ObjectStorage(settings.ObjectStorage!, Bucket: null),
                    new ComponentResourceOptions());
            }
        });
    }
}
