using System.Text.Json.Nodes;

namespace Infra.Tests.Engine;

/// <summary>A request that the engine got.</summary>
/// <param name="entry">What the stand-in wrote down.</param>
internal sealed class EngineRequest(JsonObject entry)
{
    private const int Deployed = 0;

    /// <summary>The method: <c>RegisterResource</c>.</summary>
    public string Method => (string)entry["method"]!;

    /// <summary>When it came; the first moment is 1, and no two events have the same.</summary>
    public int Arrived => (int)entry["arrived"]!;

    /// <summary>When it was answered; null where it was not.</summary>
    public int? Answered => (int?)entry["answered"];

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? Refused => (string?)entry["refused"];

    /// <summary>The URN that the resource was given; null where it was given none.</summary>
    public string? Urn => (string?)entry["result"]?["urn"];

    /// <summary>Whether the engine deployed the resource: it did not fail, nor was it passed over.</summary>
    public bool IsDeployed => Urn is not null && (int)entry["result"]!["result"]! == Deployed;

    /// <summary>The fields.</summary>
    public JsonObject Fields => entry["request"]!.AsObject();

    /// <summary>A field that is text; empty where it was not sent.</summary>
    public string Text(string field) => (string?)Fields[field] ?? "";

    /// <summary>A field that says yes or no; null where it was not sent.</summary>
    public bool? Flag(string field) => (bool?)Fields[field];

    /// <summary>A field that lists texts.</summary>
    public IReadOnlyList<string> Texts(string field) => [.. Fields[$"{field}List"]!.AsArray().Select(item => (string)item!)];

    /// <summary>The request as it was sent.</summary>
    public override string ToString() => entry.ToJsonString();
}
