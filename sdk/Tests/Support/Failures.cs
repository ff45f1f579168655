namespace Sdk.Tests.Support;

/// <summary>What a failing run reports.</summary>
internal static class Failures
{
    /// <summary>
    /// The messages of a run that must fail, without stack traces. Each one once: the SDK may meet, and tell, one failure at several
    /// places.
    /// </summary>
    public static async Task<IReadOnlyList<string>> OfAsync<T>(Func<Task<T>> run)
    {
        var thrown = await ThrownByAsync(run);
        var failures = thrown is AggregateException several ? several.InnerExceptions : [thrown];
        return [.. failures
            .Select(failure => WithoutStackTrace(Assert.IsType<RunException>(failure).Message))
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The one message of a run that must fail.</summary>
    public static async Task<string> SingleOfAsync<T>(Func<Task<T>> run) => Assert.Single(await OfAsync(run));

    /// <summary>The exception of a run that must fail.</summary>
    public static async Task<Exception> ThrownByAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await Assert.ThrowsAnyAsync<Exception>(run);
        }
        finally
        {
            // A failing TestAsync sets it; it is the process's, so it would become the test host's.
            Environment.ExitCode = 0;
        }
    }

    private static string WithoutStackTrace(string message) => message.Split("\n   at ")[0];
}
