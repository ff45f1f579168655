using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.CustomResources;

/// <summary>Evaluates rules in CEL, in Node: <c>evaluate-rules.mjs</c>.</summary>
internal static class CelRules
{
    /// <summary>The module that does it, as tests name what they need.</summary>
    public const string Module = "npm:@marcbachmann/cel-js";

    /// <summary>
    /// What the API server says against values: a line each, such as <c>Cluster db: spec.instances: no such key: size</c>. A key that is
    /// missing is an error, unless the rule is decided without it. Rules on <c>oldSelf</c> are about updates, and left out.
    /// </summary>
    /// <exception cref="InvalidOperationException">Node does not run it to its end.</exception>
    public static IReadOnlyList<string> FaultsOf(IEnumerable<RuleCase> cases)
    {
        var rules = cases.Where(one => !one.Rule.Rule.Contains("oldSelf", StringComparison.Ordinal)).ToList();
        var known = rules.Select(KeyOf).Distinct().ToList();
        var input = new JsonArray([.. known.Select(key => JsonNode.Parse(key))]).ToJsonString();
        var (exitCode, output, error) = Tool.Run("node", input, Repository.PathOf("infra.Tests", "CustomResources", "evaluate-rules.mjs"));
        if (exitCode != 0)
            throw new InvalidOperationException(error);
        var verdicts = known.Zip(JsonNode.Parse(output)!.AsArray().Select(verdict => verdict!.GetValue<string>())).ToDictionary();
        return [.. rules.Select(one => (Case: one, Verdict: verdicts[KeyOf(one)])).Where(one => one.Verdict.Length > 0).Select(Sentence)];
    }

    private static string Sentence((RuleCase Case, string Verdict) one) => $"{one.Case.Path}: {one.Verdict}: {one.Case.Rule.Message}";

    private static string KeyOf(RuleCase one)
        => new JsonObject { ["self"] = one.Self.DeepClone(), ["rule"] = one.Rule.Rule }.ToJsonString();
}
