using Infra.Applications.Model;
using Infra.Kubernetes;
using Infra.Tests.Support;

namespace Infra.Tests.Plans;

/// <summary>The names that workloads may not bear are those that the program gives.</summary>
public sealed class ReservedNamesTests
{
    public static TheoryData<string> Stacks => [.. Repository.Stacks];

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_name_of_a_plan_is_the_applications_or_reserved(string stack)
    {
        var (plan, application) = ((await Previews.OfAsync(stack)).Plan, Previews.SettingsOf(stack).Application);
        var own = application.Workloads.Select(workload => workload.Name).Append(application.Name).Concat(application.Services.Select(service => ReservedNames.RedirectOf(service.Name)));
        var names = plan.Objects.Select(resource => resource.Inputs["metadata"]!["labels"]![Labels.Name]!.GetValue<string>())
            .Concat(plan.Resources.SelectMany(resource => resource.Creates).Where(created => created.Kind == "Service").Select(created => created.Name));

        Assert.Empty(names.Except(own).Except(ReservedNames.All));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public async Task Every_name_around_MySQL_is_the_applications_or_reserved(string stack)
    {
        var preview = await MySqlStack.OfAsync(stack);
        var own = MySqlStack.Application.Workloads.Select(workload => workload.Name).Append(MySqlStack.Application.Name);
        var names = preview.Plan.Objects.Select(resource => resource.Inputs["metadata"]!["labels"]![Labels.Name]!.GetValue<string>())
            .Concat(preview.Plan.Resources.SelectMany(resource => resource.Creates).Where(created => created.Kind == "Service").Select(created => created.Name));

        Assert.Empty(names.Except(own).Except(ReservedNames.All));
    }

    // CloudNativePG names the service for any instance -r, and the one for standbys -ro: a stack has either.
    [Fact]
    public async Task Every_reserved_name_is_in_a_plan()
    {
        var plans = await Task.WhenAll(Repository.Stacks.Select(async stack => (await Previews.OfAsync(stack)).Plan));
        var mysql = await Task.WhenAll(Repository.Stacks.Select(async stack => (await MySqlStack.OfAsync(stack)).Plan));
        // The pods of Percona's proxies bear the label app.kubernetes.io/name with this value.
        string[] selected = ["haproxy"];
        var names = plans.Concat(mysql).SelectMany(plan => plan.Objects.Select(resource => StableNames.WithoutHashes(resource.ObjectName!)).Concat(plan.Resources.SelectMany(resource => resource.Creates).Select(created => created.Name)));
        Assert.Empty(ReservedNames.All.Except(names).Except(selected));
    }
}
