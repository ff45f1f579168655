using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using StackPreview.Plans;

namespace Infra.Tests.Engine;

/// <summary>Compares what a plan says of a resource with the request that registered it.</summary>
internal sealed class RegistrationDifferences
{
    private readonly ImmutableDictionary<string, PlannedResource> _resources;
    private readonly ILookup<string?, string> _children;
    private readonly JsonObject _answers;

    /// <summary>Knows the plan.</summary>
    public RegistrationDifferences(ExpectedRun expected)
    {
        _resources = expected.Plan.Resources.ToImmutableDictionary(resource => resource.Urn);
        _children = expected.Plan.Resources.ToLookup(resource => resource.Parent, resource => resource.Urn);
        _answers = expected.Answers;
    }

    /// <summary>The differences, one line each.</summary>
    public IEnumerable<string> Of(EngineRequest request)
    {
        var planned = _resources[request.Urn!];
        var values = new ValueDifferences(hasJsonTexts: planned.Type.StartsWith("pulumi:providers:", StringComparison.Ordinal)).Of(
            "inputs",
            planned.Inputs,
            request.Fields["object"]);
        var options = Planned(planned)
            .Zip(Sent(request), (plan, wire) => plan == wire ? null : $"{wire} on the wire, {plan} in the plan")
            .OfType<string>();
        return values.Concat(options).Select(difference => $"{planned.Type} {planned.Name}: {difference}");
    }

    /// <summary>What a resource waits for: all custom resources it depends on, its parent, its provider.</summary>
    public IEnumerable<string> Awaited(string urn)
    {
        var planned = _resources[urn];
        return Dependencies(planned).Concat(new[] { planned.Parent, planned.Options.Provider }.OfType<string>());
    }

    // A component that is depended on stands for what is in it.
    private IEnumerable<string> Dependencies(PlannedResource planned)
        => planned.Dependencies.SelectMany(WithChildren).Where(urn => !_resources[urn].IsComponent).Distinct();

    private IEnumerable<string> WithChildren(string urn)
        => _resources[urn].IsComponent ? _children[urn].SelectMany(WithChildren).Prepend(urn) : [urn];

    private IEnumerable<string> Planned(PlannedResource planned)
    {
        var options = planned.Options;
        return
        [
            $"type {planned.Type}",
            $"name {planned.Name}",
            $"custom {!planned.IsComponent}",
            $"parent {planned.Parent}",
            $"provider {(options.Provider is { } provider ? $"{provider}::{_answers[provider]!["id"]}" : "")}",
            $"protect {options.Protect}",
            $"retainOnDelete {options.RetainOnDelete}",
            Listed("dependencies", Dependencies(planned)),
            Listed("ignoreChanges", options.IgnoreChanges),
            Listed("replaceOnChanges", options.ReplaceOnChanges),
            Listed("additionalSecretOutputs", options.AdditionalSecretOutputs),
            Listed("customTimeouts", options.TimeoutSeconds.Select(limit => $"{limit.Key} {limit.Value}")),
        ];
    }

    private static IEnumerable<string> Sent(EngineRequest request) =>
    [
        $"type {request.Text("type")}",
        $"name {request.Text("name")}",
        $"custom {request.Flag("custom")}",
        $"parent {request.Text("parent")}",
        $"provider {request.Text("provider")}",
        $"protect {request.Flag("protect") ?? false}",
        $"retainOnDelete {request.Flag("retainondelete") ?? false}",
        Listed("dependencies", request.Texts("dependencies")),
        Listed("ignoreChanges", request.Texts("ignorechanges")),
        Listed("replaceOnChanges", request.Texts("replaceonchanges")),
        Listed("additionalSecretOutputs", request.Texts("additionalsecretoutputs")),
        Listed("customTimeouts", Timeouts(request)),
    ];

    private static string Listed(string what, IEnumerable<string> items)
        => $"{what} [{string.Join(", ", items.Order(StringComparer.Ordinal))}]";

    private static IEnumerable<string> Timeouts(EngineRequest request)
        => from limit in request.Fields["customtimeouts"] as JsonObject ?? []
           let text = (string?)limit.Value
           where !string.IsNullOrEmpty(text)
           select $"{limit.Key.Replace("pb_", "", StringComparison.Ordinal)} {Seconds(text)}";

    private static double Seconds(string duration)
    {
        Assert.EndsWith("ns", duration, StringComparison.Ordinal);
        return double.Parse(duration[..^2], CultureInfo.InvariantCulture) / 1e9;
    }
}
