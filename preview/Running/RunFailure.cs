using Pulumi;

namespace StackPreview.Running;

/// <summary>Describes a failure of the program that was run.</summary>
internal static class RunFailure
{
    private const string ProgramLine = "Running program '";
    private const string Inner = " ---> ";

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
        var lines = Told(failure.Message).ToList();
        // The first of several lines may only say which program it was.
        return "The stack could not be declared; "
            + $"{string.Join(' ', lines.Count > 1 && lines[0].StartsWith(ProgramLine, StringComparison.Ordinal) ? lines.Skip(1) : lines)}";
    }

    // Exceptions within exceptions stand before the trace, or behind the last line of it: `at Shop.Zone() ---> Inner: message`.
    private static IEnumerable<string> Told(string message)
    {
        var isTold = true;
        foreach (var line in message.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0))
        {
            if (!IsTrace(line))
            {
                if (isTold)
                    yield return line;
                continue;
            }

            var inner = line.IndexOf(Inner, StringComparison.Ordinal);
            isTold = inner >= 0;
            if (isTold)
                yield return line[inner..].Trim();
        }
    }

    private static bool IsTrace(string line)
        => line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("--- ", StringComparison.Ordinal);
}
