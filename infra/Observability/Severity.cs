namespace Infra.Observability;

/// <summary>The values of the label <c>severity</c>.</summary>
internal static class Severity
{
    /// <summary>The name of the label.</summary>
    public const string Label = "severity";

    /// <summary>Somebody must act now.</summary>
    public const string Critical = "critical";

    /// <summary>Somebody must act in the next days.</summary>
    public const string Warning = "warning";
}
