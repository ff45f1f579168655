using System.Text.Json.Nodes;
using static Infra.Tests.Checks.CheckCase;

namespace Infra.Tests.Checks.Cases;

/// <summary>What secrets of a store are held to.</summary>
internal static class StoredCases
{
    private const string Check = "external-secrets-complete";
    private const string Secret = "ExternalSecret alert-routes-slack";
    private const string Push = "PushSecret pushed-secrets";

    public static IEnumerable<CheckCase> All => Cases.Select(one => one with { Stack = "stored-prod" });

    private static IEnumerable<CheckCase> Cases { get; } =
    [
        Field(Check, Secret, "spec.secretStoreRef.name", "other", "SecretStore other is not there: its values never come"),
        Field(Check, Secret, "spec.secretStoreRef.kind", "ClusterSecretStore", "it opens a store that all namespaces share"),
        Field(Check, Secret, "spec.refreshInterval", "0", "its values are never read again"),
        Field(Check, Secret, "spec.refreshInterval", null, "its values are never read again"),
        Field(Check, Secret, "spec.refreshPolicy", "CreatedOnce", "its values are never read again"),
        Field(Check, Secret, "spec.data", new JsonArray(), "it has no value by name"),
        Field(
            Check,
            Push,
            "spec.secretStoreRefs",
            new JsonArray(new JsonObject { ["name"] = "other" }),
            "SecretStore other is not there: its values never come"),
        Field(Check, Push, "spec.refreshInterval", "0s", "its values are never written again"),
    ];
}
