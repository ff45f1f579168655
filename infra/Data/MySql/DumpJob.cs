namespace Infra.Data.MySql;

/// <summary>What is told about a job that dumps a database.</summary>
internal static class DumpJob
{
    /// <summary>The variable of its container that says at which age a dump is removed, such as <c>7d</c>.</summary>
    public const string RetentionVariable = "RETENTION";

    /// <summary>The variable of its container that says where the dumps go: bucket and path.</summary>
    public const string DestinationVariable = "DESTINATION";
}
