using System.Text.Json.Nodes;
using Sdk.Generator.Model;

namespace Infra.Tests.CustomResources;

/// <summary>A rule in CEL, and the value that it is about.</summary>
/// <param name="Path">Where the value stands, with its object in front.</param>
/// <param name="Self">The value, with what the API server puts where a field is left out.</param>
/// <param name="Rule">The rule.</param>
internal sealed record RuleCase(string Path, JsonNode Self, CelRule Rule);
