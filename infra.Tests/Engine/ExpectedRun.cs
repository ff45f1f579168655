using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Testing;
using StackPreview.Plans;
using StackPreview.Running;

namespace Infra.Tests.Engine;

/// <summary>The same stack, run in this process: what it declares, and what an engine would answer.</summary>
/// <param name="Plan">The plan, in which secrets are masked.</param>
/// <param name="Inputs">The inputs of each custom resource, secrets in plain text, by URN.</param>
/// <param name="Answers">The identity and state of each custom resource, by URN.</param>
internal sealed record ExpectedRun(Plan Plan, ImmutableDictionary<string, JsonNode?> Inputs, JsonObject Answers)
{
    private static readonly ConcurrentDictionary<(string Application, string Stack), Lazy<Task<ExpectedRun>>> Known = new();

    /// <summary>The run of an <see cref="EngineStack"/>. It is made once, and never changed.</summary>
    public static Task<ExpectedRun> OfAsync(string application, string stack)
        => Known
            .GetOrAdd((application, stack), key => new Lazy<Task<ExpectedRun>>(() => RunAsync(EngineStack.Of(key.Application, key.Stack))))
            .Value;

    /// <summary>What providers decide: generated secrets and names, each with the URN of the resource that it comes from.</summary>
    public IEnumerable<(string Value, string Urn)> Decided
        => from answer in Answers
           from word in WireValue.WordsOf(WireValue.Reveal(answer.Value!["state"])).Except(WireValue.WordsOf(Inputs[answer.Key]))
           select (word, answer.Key);

    /// <summary>The URN of the only resource of a type with a name.</summary>
    public string UrnOf(string type, string name) => Plan.Resources.Single(resource => resource.Type == type && resource.Name == name).Urn;

    private static async Task<ExpectedRun> RunAsync(EngineStack stack)
    {
        var supplied = stack.SecretKeys.ToDictionary(key => key[(EngineStack.ProjectName.Length + 1)..], key => stack.Values[key]);
        var run = await new StackRun { Settings = stack.Settings, Supplied = supplied, Answer = Generated }.RunAsync();
        var urns = run.Plan.Resources.ToDictionary(resource => (resource.Type, resource.Name), resource => resource.Urn);
        var custom = run.Registered.Where(args => !args.Type!.StartsWith("infra:", StringComparison.Ordinal)).ToList();

        var answers = new JsonObject();
        foreach (var args in custom)
        {
            var (id, state) = await new OfflineEngine(Catalog.Default.Kinds, _ => false).NewResourceAsync(args);
            answers[urns[(args.Type!, args.Name!)]] = new JsonObject { ["id"] = id, ["state"] = WireValue.Of(Generated(args) ?? state) };
        }

        return new ExpectedRun(
            run.Plan,
            custom.ToImmutableDictionary(args => urns[(args.Type!, args.Name!)], args => WireValue.Of(args.Inputs)),
            answers);
    }

    // What the provider of random values makes up is told from everything else by what it has in it.
    private static Dictionary<string, object>? Generated(MockResourceArgs args)
    {
        var value = Output.CreateSecret($"{EngineStack.Canary}-{args.Name}");
        return args.Type switch
        {
            "random:index/randomPassword:RandomPassword" => new() { ["result"] = value },
            "random:index/randomBytes:RandomBytes" => new() { ["hex"] = value, ["base64"] = value },
            _ => null,
        };
    }
}
