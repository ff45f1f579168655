using System.Collections.Immutable;
using Infra.Environments;

namespace Infra.Settings;

/// <summary>The tags that the program gives whatever it makes in a cloud, so that what it costs can be told apart.</summary>
internal static class CloudTags
{
    /// <summary>Their keys.</summary>
    public static readonly ImmutableArray<string> Keys = ["application", "environment", "managed-by", "namespace"];

    /// <summary>The key of the tag that says that the data of what has it may go.</summary>
    public const string Released = "released";

    /// <summary>The key of the tag that says how severe an alert is.</summary>
    public const string Severity = "severity";

    /// <summary>The keys that no stack file gives a value.</summary>
    public static readonly ImmutableArray<string> Reserved = [.. Keys, Released, Severity];

    /// <summary>All tags of a stack.</summary>
    /// <param name="own">Those of its file.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application.</param>
    /// <param name="ns">The namespace.</param>
    public static ImmutableSortedDictionary<string, string> Of(
        ImmutableSortedDictionary<string, string> own,
        EnvironmentTraits environment,
        string application,
        string ns)
        => own
            .SetItem("application", application)
            .SetItem("environment", environment.Name)
            .SetItem("managed-by", "pulumi")
            .SetItem("namespace", ns);
}
