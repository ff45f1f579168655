using System.Collections.Immutable;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Goldens;

/// <summary>Whatever a plan says stands in a line, so that nothing of it changes unseen.</summary>
public sealed class StackRenderTests
{
    private const string Cluster = "Cluster postgres";
    private const string Postgres = "CloudNativePg/resources.txt";
    private const string Redis = "RedisServer/resources.txt";
    private const string Stack = "Stack/resources.txt";
    private const string Alias = "urn:pulumi:prod::infra::infra:data:Postgres::postgres";
    private const string OtherFingerprint = "0123456789abcdef";

    private static readonly Dictionary<string, (string File, Func<Plan, Plan> Change)> Changes = new()
    {
        ["manifest"] = ("CloudNativePg/Cluster.yaml", plan => plan.With(Cluster, "spec.instances", 4)),
        ["input of what is no object"] = (Postgres, plan => plan.With("RandomPassword postgres-owner-password-g1", "length", 33)),
        ["value of a Secret"] =
            (Postgres, plan => plan.With("Secret postgres-owner", one => one with { Fingerprints = Other(one.Fingerprints) })),
        ["hash"] = (Redis, plan => plan.With("ConfigMap redis-config", one => one with { ObjectName = "redis-config-01234567" })),
        ["name"] = (Postgres, plan => plan.With(Cluster, one => one with { Name = "postgres-database" })),
        ["type"] = (Postgres, plan =>
            plan.With(Cluster, one => one with { Facts = one.Facts with { Type = "kubernetes:postgresql.cnpg.io/v2:Cluster" } })),
        ["parent"] = (Postgres, plan => plan.With(Cluster, one => one with { Parent = plan.Find("RedisServer redis").Urn })),
        ["protection"] = (Postgres, plan => WithOptions(plan, options => options with { Protect = false })),
        ["retention"] = (Postgres, plan => WithOptions(plan, options => options with { RetainOnDelete = true })),
        ["no provider"] = (Postgres, plan => WithOptions(plan, options => options with { Provider = null })),
        ["ignored changes"] = (Postgres, plan => WithOptions(plan, options => options with { IgnoreChanges = ["spec"] })),
        ["changes that replace"] = (Postgres, plan => WithOptions(plan, options => options with { ReplaceOnChanges = ["spec"] })),
        ["secret outputs"] = (Postgres, plan => WithOptions(plan, options => options with { AdditionalSecretOutputs = ["status"] })),
        ["alias"] = (Postgres, plan => WithOptions(plan, options => options with { Aliases = [Alias] })),
        ["timeout"] =
            (Postgres, plan => WithOptions(plan, one => one with { TimeoutSeconds = one.TimeoutSeconds.SetItem("create", 7) })),
        ["dependency"] =
            (Postgres, plan => plan.With(Cluster, one => one with { Dependencies = one.Dependencies.Remove(one.Dependencies[0]) })),
        ["object of an operator"] =
            (Postgres, plan => plan.With(Cluster, one => one with { Creates = [.. one.Creates, new OperatorObject("Secret", "app")] })),
        ["order in a component"] = (Postgres, plan => Swapped(plan, "NetworkPolicy postgres-instances", "NetworkPolicy postgres-clients")),
        ["order of components"] = (StackRender.OrderFile, plan => Swapped(plan, "Monitors monitors", "AlertRules alert-rules")),
        ["resource that is gone"] = (Postgres, plan => plan.Without(plan.Find("ScheduledBackup postgres-base"))),
        ["component that is gone"] = (StackRender.OrderFile, plan => Without(plan, "ApplicationSecrets")),
        ["output"] = (Stack, plan => plan.WithOutput("redisHost", "elsewhere")),
        ["fingerprint of an output"] = (Stack, plan => plan with { OutputFingerprints = Other(plan.OutputFingerprints) }),
        ["protection of data"] = (Stack, plan => plan with { ProtectsData = false }),
        ["input of the provider"] = (Stack, plan => plan.With("kubernetes cluster", "context", "elsewhere")),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_change_is_seen(string name)
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var (file, change) = Changes[name];
        Assert.NotEqual(StackRender.Of(plan)[file], StackRender.Of(change(plan))[file]);
    }

    [Fact]
    public async Task An_alias_does_not_say_which_stack_it_is_in()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        Assert.Contains("    options.aliases: infra:data:Postgres::postgres", StackRender.Of(Changes["alias"].Change(plan))[Postgres]);
    }

    [Fact]
    public async Task Two_names_that_differ_in_their_digits_alone_are_refused()
    {
        var plan = (await Previews.OfAsync("prod")).Plan;
        var config = plan.Find("ConfigMap redis-config");
        var other = config with { Name = "other", Urn = $"{config.Urn}-other", ObjectName = "redis-config-01234567" };
        var failure = Assert.Throws<InvalidOperationException>(() => StackRender.Of(plan with { Resources = plan.Resources.Add(other) }));
        Assert.Equal($"{config.ObjectName} and redis-config-01234567 differ in their digits alone. Rename one.", failure.Message);
    }

    private static ImmutableSortedDictionary<string, string> Other(ImmutableSortedDictionary<string, string> fingerprints)
        => fingerprints.SetItem(fingerprints.Keys.First(), OtherFingerprint);

    private static Plan WithOptions(Plan plan, Func<PlannedOptions, PlannedOptions> change)
        => plan.With(Cluster, one => one with { Options = change(one.Options) });

    private static Plan Without(Plan plan, string part)
        => plan with { Resources = plan.Resources.RemoveAll(resource => resource.Urn.Contains(part, StringComparison.Ordinal)) };

    private static Plan Swapped(Plan plan, string first, string second)
    {
        var (one, two) = (plan.Resources.IndexOf(plan.Find(first)), plan.Resources.IndexOf(plan.Find(second)));
        return plan with { Resources = plan.Resources.SetItem(one, plan.Resources[two]).SetItem(two, plan.Resources[one]) };
    }
}
