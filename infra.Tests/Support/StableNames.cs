using System.Text.RegularExpressions;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>Names without the digits that change with what is declared.</summary>
internal static partial class StableNames
{
    /// <summary>The resource as it is named to people: <c>Job migrate</c>.</summary>
    public static string StableTitle(this PlannedResource resource) => WithoutHashes(resource.Title);

    /// <summary>A text with all names in it cut short.</summary>
    public static string WithoutHashes(string text) => HashPattern().Replace(text, "");

    [GeneratedRegex("-[0-9a-f]{8}(?![0-9A-Za-z-])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex HashPattern();
}
