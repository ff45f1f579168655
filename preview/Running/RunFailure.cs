using Pulumi;

namespace StackPreview.Running;

/// <summary>Describes a failure of the program that was run.</summary>
internal static class RunFailure
{
    private const string ProgramLine = "Running program '";

    /// <summary>
    /// The failures, one line each without a stack trace, and the same one once; none where the exception is of another kind.
    /// </summary>
    public static IReadOnlyList<string> Describe(Exception exception)
        => exception switch
        {
            RunException failure => [Line(failure)],
            AggregateException several when several.InnerExceptions.All(inner => inner is RunException) =>
            [
                .. several.InnerExceptions.Select(Line).Distinct(),
            ],
            _ => [],
        };

    private static string Line(Exception failure)
    {
        var lines = failure
            .Message.Split('\n')
            .Select(line => line.Trim())
            .TakeWhile(line => !IsTrace(line))
            .Where(line => line.Length > 0)
            .ToList();
        // The first of several lines may only say which program it was.
        return "The stack could not be declared; "
            + $"{string.Join(' ', lines.Count > 1 && lines[0].StartsWith(ProgramLine, StringComparison.Ordinal) ? lines.Skip(1) : lines)}";
    }

    private static bool IsTrace(string line)
        => line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("--- ", StringComparison.Ordinal);
}
