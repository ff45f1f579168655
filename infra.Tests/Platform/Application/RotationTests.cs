using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Infra.Applications.Model;
using Infra.Tests.Support;
using Pulumi.Testing;
using StackPreview.Json;

namespace Infra.Tests.Platform.Application;

/// <summary>Raising a generation makes a new value, and rolls what uses it and nothing else.</summary>
public sealed class RotationTests
{
    public static TheoryData<string, string> Generations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var application in Repository.Applications)
            {
                // What only seeds use is made and given to nobody where there are none.
                var seeds = Previews.SettingsOf("prod", application).Application.AllWorkloads.ToLookup(
                    workload => workload is JobDefinition { Purpose: JobPurpose.Seed },
                    workload => workload.AllContainers.SelectMany(container => container.Secrets).Select(secret => secret.Name));
                var unused = seeds[true].SelectMany(names => names).Except(seeds[false].SelectMany(names => names)).ToHashSet();
                var names = Previews.SettingsOf("prod", application).Generations.Keys.Where(name => !unused.Contains(name));
                foreach (var name in names.Order(StringComparer.Ordinal))
                    data.Add(application, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Generations))]
    public async Task Exactly_the_secrets_concerned_and_the_pods_that_use_them_change(string application, string name)
    {
        var (before, after) = (await RunAsync(application), await RunAsync(application, (name, 2)));

        var secrets = before
            .Registered.Where(args => args.Type == "kubernetes:core/v1:Secret" && HoldsValueOf(args, before, after))
            .Select(args => args.Name!)
            .ToHashSet();
        var users = before.Registered.Where(args => Uses(args, before, secrets)).Select(args => args.Name!).ToHashSet();
        Assert.NotEmpty(secrets);

        // A verification that has the secret runs again as any does, since it names the new pods by their label.
        var judges = JudgesOf(before);
        var changed = before.ChangedIn(after).Where(resource => !resource.EndsWith("-g2", StringComparison.Ordinal)).ToHashSet();
        Assert.Equal(
            secrets.Concat(users).Except(judges).Order(StringComparer.Ordinal),
            changed.Order(StringComparer.Ordinal));
        Assert.All(users, user => AssertOnlyNamesOfSecretsDiffer(before.Inputs(user), after.Inputs(user)));
        Assert.Equal(NamesOfJobs(before), NamesOfJobs(after));
    }

    [Theory]
    [MemberData(nameof(Generations))]
    public async Task The_next_rotation_forgets_the_value_before_the_last(string application, string name)
    {
        var (second, third) = (await RunAsync(application, (name, 2)), await RunAsync(application, (name, 3)));
        var (old, current) = (Values(second), Values(third));

        Assert.NotEmpty(old.Except(current));
        Assert.All(old.Except(current), value => Assert.EndsWith("-g1", value));
        Assert.All(current.Except(old), value => Assert.EndsWith("-g3", value));
    }

    [Fact]
    public async Task Both_generations_of_a_key_that_keeps_its_previous_one_are_valid()
    {
        var (first, second) = (await RunAsync("equivalence"), await RunAsync("equivalence", ("ADMIN_API_KEY", 2)));
        var (before, after) = (first.Inputs("equivalence-web-secrets"), second.Inputs("equivalence-web-secrets"));

        Assert.DoesNotContain("stringData.ADMIN_API_KEY_PREVIOUS", before.Keys);
        Assert.Equal("value-of-admin-api-key-g2", after["stringData.ADMIN_API_KEY"]);
        Assert.Equal(before["stringData.ADMIN_API_KEY"], after["stringData.ADMIN_API_KEY_PREVIOUS"]);
        Assert.DoesNotContain("stringData.CLIENT_API_KEY_PREVIOUS", after.Keys);
    }

    [Fact]
    public async Task Redis_lets_clients_in_with_either_password_and_is_rolled_before_them()
    {
        var run = await RunAsync("equivalence", ("redis", 2));

        var users = run.Inputs("redis-users")["stringData.users.acl"].Split('\n');
        var application = Assert.Single(users, line => line.StartsWith("user app ", StringComparison.Ordinal));
        Assert.Contains(
            $"on #{Hash("value-of-redis-app-password-g2")} #{Hash("value-of-redis-app-password-g1")} ~*",
            application,
            StringComparison.Ordinal);
        var server = run.Plan.Find("StatefulSet redis");
        Assert.All(["Deployment web", "Deployment worker"], client => Assert.Contains(server.Urn, run.Plan.Find(client).Dependencies));
    }

    [Fact]
    public async Task The_value_that_is_used_is_protected_in_prod_and_the_one_before_it_can_be_deleted()
    {
        var plan = (await RunAsync("equivalence", ("API_KEY_SALT", 2))).Plan;
        Assert.True(plan.Resources.Single(resource => resource.Name == "api-key-salt-g2").Options.Protect);
        Assert.False(plan.Resources.Single(resource => resource.Name == "api-key-salt-g1").Options.Protect);
    }

    // Each generated value tells its name.
    private static Task<StackRunResult> RunAsync(string application, params (string Name, int Generation)[] generations)
    {
        var settings = Previews.SettingsOf("prod", application);
        foreach (var (name, generation) in generations)
            settings = settings with { Generations = settings.Generations.SetItem(name, generation) };
        return new StackRun
        {
            Settings = settings,
            Answer = args =>
                IsGenerated(args)
                    ? new()
                    {
                        ["result"] = ValueOf(args.Name!),
                        ["hex"] = ValueOf(args.Name!),
                        ["base64"] = ValueOf(args.Name!),
                    }
                    : null,
        }.RunAsync();
    }

    private static bool IsGenerated(MockResourceArgs args) => args.Type!.StartsWith("random:", StringComparison.Ordinal);

    private static string ValueOf(string resource) => $"value-of-{resource}";

    private static HashSet<string> Values(StackRunResult run)
        => [.. run.Registered.Where(IsGenerated).Select(args => ValueOf(args.Name!))];

    // It holds a value that is not used any more, or its hash.
    private static bool HoldsValueOf(MockResourceArgs secret, StackRunResult before, StackRunResult after)
    {
        var rotated = Values(after).Except(Values(before)).Select(value => value.Replace("-g2", "-g1", StringComparison.Ordinal));
        var texts = FlatInputs.Of(secret.Inputs).Values.ToList();
        return rotated.Any(value =>
            texts.Any(text => text.Contains(value, StringComparison.Ordinal) || text.Contains(Hash(value), StringComparison.Ordinal)));
    }

    // A pod or a monitor that names one of the secrets, whose names Pulumi makes; fixed ones are watched by their operators.
    private static bool Uses(MockResourceArgs args, StackRunResult run, HashSet<string> secrets)
    {
        var names = run
            .Plan.Resources.Where(resource => secrets.Contains(resource.Name) && resource.Inputs.At("metadata.name") is null)
            .Select(resource => resource.ObjectName!)
            .ToHashSet();
        return args.Type != "kubernetes:core/v1:Secret" && FlatInputs.Of(args.Inputs).Values.Any(names.Contains);
    }

    private static void AssertOnlyNamesOfSecretsDiffer(
        ImmutableSortedDictionary<string, string> before,
        ImmutableSortedDictionary<string, string> after)
    {
        var different = before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToList();
        Assert.NotEmpty(different);
        Assert.All(
            different,
            key => Assert.Matches(@"(content-hash|secretRef\.name|secretKeyRef\.name|secret\.secretName|credentials\.name)$", key));
    }

    private static HashSet<string> JudgesOf(StackRunResult run)
    {
        var verifications = run.Plan.OfKind("Job").Where(job => job.Options.IgnoreChanges.Length == 0).Select(job => job.Name);
        return
        [
            .. run.Plan.OfKind("Job").Select(job => job.Name).Where(job => job.EndsWith("-rollout", StringComparison.Ordinal)),
            .. run.Plan.OfKind("Service").Select(one => one.Name).Where(one => one.EndsWith("-release-service", StringComparison.Ordinal)),
            .. verifications,
        ];
    }

    private static IEnumerable<string?> NamesOfJobs(StackRunResult run)
        => run.Plan.OfKind("Job").Where(job => !job.Name.EndsWith("-rollout", StringComparison.Ordinal)).Select(job => job.ObjectName);

    private static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
