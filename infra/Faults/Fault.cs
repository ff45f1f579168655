namespace Infra.Faults;

/// <summary>One thing that is wrong with what the program was given: a stack file, or an application's definition.</summary>
/// <param name="Path">Where: a key and the path below it, such as <c>infra:edge.rateLimit.burst</c>.</param>
/// <param name="Value">What stands there, as it is shown to people; never a secret.</param>
/// <param name="Rule">What is allowed.</param>
/// <param name="Fix">What to do, a sentence without its full stop.</param>
public sealed record Fault(string Path, string Value, string Rule, string Fix)
{
    /// <summary>The fault as one line.</summary>
    /// <param name="origin">What it was found in: the file, or the application.</param>
    public string Describe(string origin) => $"{origin}: {this}";

    /// <summary>The fault as one line, without what it was found in.</summary>
    public override string ToString() => $"{ShownPath} is {Value}; {Rule}. {Fix}.";

    // The keys below the namespace may be anything that somebody put there.
    private string ShownPath
    {
        get
        {
            var start = Path.IndexOf(':', StringComparison.Ordinal) + 1;
            return Path[..start] + ShownValue.WithoutSecrets(Path[start..]);
        }
    }
}
