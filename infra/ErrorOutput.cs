namespace Infra;

/// <summary>Says on standard error what is wrong.</summary>
internal static class ErrorOutput
{
    /// <summary>Writes lines, as far as anybody takes them: where nobody does, the exit code says it alone.</summary>
    public static void Write(params IEnumerable<string> lines)
    {
        try
        {
            foreach (var line in lines)
                Console.Error.WriteLine(line);
        }
        catch (Exception exception) when (IsFailureToWrite(exception))
        {
            // It is closed, or the disk behind it is full.
        }
    }

    /// <summary>Whether an exception says that a stream takes nothing: what is closed is reported as forbidden.</summary>
    public static bool IsFailureToWrite(Exception exception)
        => exception is IOException or UnauthorizedAccessException or ObjectDisposedException;
}
