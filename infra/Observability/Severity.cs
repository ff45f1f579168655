namespace Infra.Observability;

/// <summary>The values of the label <c>severity</c>.</summary>
internal static class Severity
{
    /// <summary>The name of the label.</summary>
    public const string Label = "severity";

    /// <summary>Nobody must act: it is no news that it fires.</summary>
    public const string None = "none";

    /// <summary>Somebody must act now.</summary>
    public const string Critical = "critical";

    /// <summary>Somebody must act in the next days.</summary>
    public const string Warning = "warning";
}
