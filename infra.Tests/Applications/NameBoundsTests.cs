using CsCheck;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Data.Postgres;
using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Applications;

/// <summary>Names as long as a definition may have them, in every shape of an application.</summary>
public sealed class NameBoundsTests
{
    // As many as names may have, and the few below it that suffixes fill.
    private const int Longest = 40;
    private const int Shortest = 33;
    private const int LongestVariable = 253;
    private const int Samples = 24;

    private static readonly IReadOnlyList<ApplicationDefinition> Shapes = [.. ApplicationCatalog.All, Showcase.Definition];

    private static readonly Gen<int> Length = Gen.Int[Shortest, Longest];

    [Fact]
    public async Task Whatever_is_rendered_the_API_server_takes()
    {
        var rendered = 0;
        await Gen.Int[0, Shapes.Count - 1]
            .Select(Gen.Int[0, Repository.Stacks.Count - 1], Length, Length, Length)
            .SampleAsync(
                async (shape, stack, name, companion, workload) =>
                {
                    var application = Lengthened(Shapes[shape], name, companion, workload);
                    var plan = await RenderAsync(application, Repository.Stacks[stack]);
                    if (plan is null)
                        return;
                    Interlocked.Increment(ref rendered);
                    Assert.Empty(ObjectRules.FaultsOf(plan));
                },
                iter: Samples,
                threads: 1);
        // The other shapes have a companion with a cluster of MySQL, whose operator takes shorter names.
        Assert.InRange(rendered, Samples / 2, Samples);
    }

    [Theory]
    [InlineData(35)]
    [InlineData(36)]
    [InlineData(40)]
    public async Task A_companion_with_Postgres_has_labels_that_the_API_server_takes(int length)
    {
        var application = Showcase.Definition with
        {
            Companions =
            [
                .. Showcase.Definition.Companions.Select(
                    desk => desk with { Name = new('d', length), Needs = [.. desk.Needs, new PostgresNeed("desk")] }),
            ],
        };
        Assert.Empty(ObjectRules.FaultsOf((await RenderAsync(application, "prod"))!));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(40)]
    public async Task A_workload_and_its_init_step_have_labels_that_the_API_server_takes(int length)
    {
        var postman = Assert.Single(Showcase.Definition.Workers);
        var application = Showcase.Definition with
        {
            Workers =
            [
                postman with
                {
                    Name = new('p', Longest),
                    Init =
                    [
                        .. postman.Init.Select(
                            step => step with { Name = new('f', length), Variables = [Variable.Plain("STEP", "1")] }),
                    ],
                },
            ],
        };
        Assert.Empty(ObjectRules.FaultsOf((await RenderAsync(application, "prod"))!));
    }

    [Fact]
    public async Task A_variable_has_a_name_as_long_as_a_key_may_be_and_no_longer()
    {
        Assert.Empty(ObjectRules.FaultsOf((await RenderAsync(WithVariable(new('V', LongestVariable), "1"), "dev"))!));
        Assert.Contains(
            "names of variables are keys of a ConfigMap or Secret, which have 253 characters at most",
            Refusal(WithVariable(new('V', LongestVariable + 1), "1")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("a\u001b[31m")]
    [InlineData("\r\n")]
    [InlineData("\u0085")]
    public void Text_that_no_manifest_can_hold_is_refused(string text) => AssertRefused(text);

    // A test's name cannot hold it either.
    [Fact]
    public void Half_of_a_surrogate_pair_is_refused() => AssertRefused("\ud800");

    private static void AssertRefused(string text)
        => Assert.Contains(
            "post.Variables is TEXT; text is Unicode without control characters. Remove what is none of it.",
            Refusal(WithVariable("TEXT", text)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("ação 🚀")]
    public async Task Other_text_is_rendered(string text)
        => Assert.Empty(ObjectRules.FaultsOf((await RenderAsync(WithVariable("TEXT", text), "dev"))!));

    private static ApplicationDefinition WithVariable(string name, string value)
    {
        var postman = Assert.Single(Showcase.Definition.Workers);
        return Showcase.Definition with
        {
            Workers = [postman with { Name = "post", Variables = [.. postman.Variables, Variable.Plain(name, value)] }],
        };
    }

    private static string Refusal(ApplicationDefinition application)
        => Assert.Throws<InputException>(() => SettingsOf(application, "dev")).Message;

    private static Infra.Settings.StackSettings SettingsOf(ApplicationDefinition application, string stack) => CustomStack.SettingsOf(
        application,
        stack,
        ("edge", """{"domain": "example.com"}"""),
        ("objectStorage", """{"destination": "s3://example-backups/bounds"}"""),
        ("registry", """{"server": "registry.example.com", "username": "robot"}"""));

    // Null where the definition is refused for the name of a MySQL.
    private static async Task<Plan?> RenderAsync(ApplicationDefinition application, string stack)
    {
        try
        {
            var catalog = Catalog.Default with { Applications = [application] };
            return await Infra.Preview.PlanAsync(SettingsOf(application, stack), stack, catalog);
        }
        catch (InputException refusal) when (refusal.Messages.All(IsAboutMySql))
        {
            return null;
        }

        static bool IsAboutMySql(string message) => message.Contains("the operator takes at most", StringComparison.Ordinal);
    }

    private static ApplicationDefinition Lengthened(ApplicationDefinition application, int name, int companion, int workload)
    {
        var names = application.AllWorkloads.Select(one => one.Name).Distinct().ToDictionary(one => one, one => Fill(one, workload));
        return WithWorkloads(application, names) with
        {
            Name = Fill(application.Name, name),
            Companions = [.. application.Companions.Select(one => WithWorkloads(one, names) with { Name = Fill(one.Name, companion) })],
        };
    }

    private static T WithWorkloads<T>(T project, Dictionary<string, string> names)
        where T : ProjectDefinition
        => (T)(project with
        {
            Services =
            [
                .. project.Services.Select(
                    one => Renamed(one, names) with { AlsoAt = [.. one.AlsoAt.Select(at => at with { Service = names[at.Service] })] }),
            ],
            Workers = [.. project.Workers.Select(one => Renamed(one, names))],
            Jobs = [.. project.Jobs.Select(one => Renamed(one, names))],
        });

    private static T Renamed<T>(T workload, Dictionary<string, string> names)
        where T : WorkloadDefinition
        => (T)(workload with
        {
            Name = names[workload.Name],
            Calls = [.. workload.Calls.Select(call => call with { Service = names[call.Service] })],
            Variables = [.. workload.Variables.Select(variable => WithService(variable, names))],
            Init = [.. workload.Init.Select(step => step with
            {
                Name = Fill(step.Name, Longest),
                Variables = [.. step.Variables.Select(variable => WithService(variable, names))],
            })],
        });

    private static Variable WithService(Variable variable, Dictionary<string, string> names) => variable switch
    {
        ServiceUrlVariable one => one with { Call = one.Call with { Service = names[one.Call.Service] } },
        PublicUrlVariable one => one with { Service = names[one.Service] },
        ComposedVariable one => one with
        {
            Parts = [.. one.Parts.Select(part => part is HostPart host ? new HostPart(names[host.Service]) : part)],
        },
        _ => variable,
    };

    private static string Fill(string name, int length)
        => name.Length >= length ? name : $"{name}-{new string('x', length - name.Length - 1)}";
}
