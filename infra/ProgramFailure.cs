using Pulumi;

namespace Infra;

/// <summary>Describes a failure of the stack itself: a fault of an application's definition, or of this program.</summary>
internal static class ProgramFailure
{
    /// <summary>The failure without its stack trace.</summary>
    public static string Describe(RunException exception)
    {
        var lines = exception.Message.Split('\n').Select(line => line.TrimEnd()).TakeWhile(line => !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)).ToList();
        // The first of several lines only says which program it was.
        return $"The stack could not be declared; {string.Join(' ', lines.Count > 1 ? lines.Skip(1) : lines)}";
    }
}
