using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Tests.Support;
using StackPreview.Plans;

namespace Infra.Tests.Checks;

/// <summary>One change to a plan that passes every check, and what the checks say to it.</summary>
internal sealed record CheckCase
{
    /// <summary>The check that must fail.</summary>
    public required string Check { get; init; }

    /// <summary>What is changed: the title of a resource, or the name of an output.</summary>
    public required string Target { get; init; }

    /// <summary>The change in words.</summary>
    public required string Change { get; init; }

    /// <summary>Makes the change.</summary>
    public required Func<Plan, Plan> Edit { get; init; }

    /// <summary>The title of the resource that is found at fault.</summary>
    public required string Resource { get; init; }

    /// <summary>What is found wrong with it.</summary>
    public required string Problem { get; init; }

    /// <summary>The checks that fail as well.</summary>
    public ImmutableArray<string> AlsoFailing { get; private init; } = [];

    /// <summary>The stack whose plan is changed.</summary>
    public string Stack { get; init; } = "prod";

    /// <summary>The application whose plan is changed. Default: the stack's own.</summary>
    public string? Application { get; init; }

    /// <summary>A field of a resource is changed, or removed where the value is null.</summary>
    public static CheckCase Field(string check, string title, string path, JsonNode? value, string problem, string? at = null) => new()
    {
        Check = check,
        Target = title,
        Change = Shortened(value is null ? $"without {path}" : $"{path} = {Text(value)}"),
        Edit = plan => plan.With(title, path, value),
        Resource = at ?? title,
        Problem = problem,
    };

    /// <summary>A resource is changed in something that is no field of it.</summary>
    public static CheckCase Changed(
        string check,
        string title,
        string change,
        string problem,
        Func<PlannedResource, PlannedResource> edit
    ) =>
        new()
        {
            Check = check,
            Target = title,
            Change = change,
            Edit = plan => plan.With(title, edit),
            Resource = title,
            Problem = problem,
        };

    /// <summary>An output is changed.</summary>
    public static CheckCase Output(string check, string name, string value, string problem) => new()
    {
        Check = check,
        Target = $"output {name}",
        Change = value,
        Edit = plan => plan.WithOutput(name, value),
        Resource = "Stack infra-prod",
        Problem = problem,
    };

    /// <summary>A resource is removed.</summary>
    public static CheckCase Removed(string check, string title, string problem, string at) => new()
    {
        Check = check,
        Target = title,
        Change = "removed",
        Edit = plan => plan.Without(plan.Find(title)),
        Resource = at,
        Problem = problem,
    };

    /// <summary>A value of a field that is more than a word.</summary>
    public static JsonNode Json(string text) => JsonNode.Parse(text)!;

    /// <summary>The plan that is changed, with its settings.</summary>
    public Task<Preview> PreviewAsync()
    {
        if (Stack.StartsWith(AwsStack.Prefix, StringComparison.Ordinal))
            return AwsStack.OfAsync(Stack[AwsStack.Prefix.Length..], Application);
        if (Stack.StartsWith(RdsMySqlStack.Prefix, StringComparison.Ordinal))
            return RdsMySqlStack.OfAsync(Stack[RdsMySqlStack.Prefix.Length..]);
        if (Stack.StartsWith(RdsStack.Prefix, StringComparison.Ordinal))
            return RdsStack.OfAsync(Stack[RdsStack.Prefix.Length..], Application);
        if (Stack.StartsWith(BucketStack.Prefix, StringComparison.Ordinal))
            return BucketStack.OfProdAsync();
        if (Stack.StartsWith(StoredStack.Prefix, StringComparison.Ordinal))
            return StoredStack.OfProdAsync();
        if (Stack.StartsWith(AzureStack.Prefix, StringComparison.Ordinal))
            return AzureStack.OfAsync(Stack[AzureStack.Prefix.Length..], Application);
        return Stack.StartsWith(MySqlStack.Prefix, StringComparison.Ordinal)
            ? MySqlStack.OfAsync(Stack[MySqlStack.Prefix.Length..])
            : Previews.OfAsync(Stack, Application);
    }

    /// <summary>The case, where it is the showcase that is changed.</summary>
    public CheckCase OfShowcase() => this with { Application = Showcase.Name };

    /// <summary>The case, where other checks fail as well.</summary>
    public CheckCase Also(params ImmutableArray<string> checks) => this with { AlsoFailing = checks };

    private static string Text(JsonNode value) => value is JsonValue ? value.ToString() : value.ToJsonString();

    // The end of a path says most, and xunit shows no more than 50 characters.
    private static string Shortened(string change) => change.Length <= 50 ? change : $"…{change[^49..]}";
}
