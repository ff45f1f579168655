using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Pulumi;

namespace Infra.Aws;

/// <summary>A statement of a policy that lets somebody do something with resources that it names.</summary>
/// <param name="Actions">The actions, such as <c>s3:GetObject</c>.</param>
/// <param name="Resources">The ARNs of the resources.</param>
internal sealed record PolicyStatement(ImmutableArray<string> Actions, ImmutableArray<Output<string>> Resources)
{
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
    private const string Version = "2012-10-17";

    /// <summary>What else must be so. Default: nothing.</summary>
    public ImmutableArray<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>The document of statements that allow.</summary>
    /// <param name="statements">The statements.</param>
    public static Output<string> DocumentOf(IEnumerable<PolicyStatement> statements)
        => Output
            .All(statements.Select(statement => Output.All(statement.Resources).Apply(statement.Text)))
            .Apply(texts => Document(texts));

    /// <summary>The document by which a role is assumed.</summary>
    /// <param name="principal">Who assumes it: the kind, and its name.</param>
    /// <param name="actions">By which actions.</param>
    /// <param name="conditions">What must be so.</param>
    public static string TrustOf(
        KeyValuePair<string, string> principal,
        ImmutableArray<string> actions,
        params ImmutableArray<PolicyCondition> conditions)
    {
        var statement = Allowing(actions, conditions);
        statement["Principal"] = new JsonObject { [principal.Key] = principal.Value };
        return Document([statement.ToJsonString()]);
    }

    private string Text(ImmutableArray<string> resources)
    {
        var statement = Allowing(Actions, Conditions);
        statement["Resource"] = Listed(resources);
        return statement.ToJsonString();
    }

    private static JsonObject Allowing(ImmutableArray<string> actions, ImmutableArray<PolicyCondition> conditions)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = Listed(actions) };
        if (conditions.IsEmpty)
            return statement;
        var all = new JsonObject();
        foreach (var condition in conditions)
        {
            if (all[condition.Operator] is not JsonObject keys)
            {
                keys = [];
                all[condition.Operator] = keys;
            }

            keys[condition.Key] = condition.Value;
        }

        statement["Condition"] = all;
        return statement;
    }

    private static string Document(IEnumerable<string> statements) => new JsonObject
    {
        ["Version"] = Version,
        ["Statement"] = new JsonArray([.. statements.Select(text => JsonNode.Parse(text))]),
    }.ToJsonString();

    private static JsonArray Listed(ImmutableArray<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
