using System.Text.RegularExpressions;

namespace StackPreview.Kinds;

/// <summary>
/// What stands for values that only the engine has. A placeholder names itself, and is at home in URLs, names and files.
/// </summary>
public static partial class Placeholder
{
    /// <summary>The placeholder of a secret with a name. No report has it.</summary>
    public static string Of(string name) => $"placeholder-{Others().Replace(name, "-")}";

    /// <summary>The placeholder of something with a name that everybody may see.</summary>
    public static string OfPublic(string name) => $"generated-{Others().Replace(name, "-")}";

    [GeneratedRegex("[^A-Za-z0-9_-]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Others();
}
