using System.Diagnostics;

namespace Infra.Tests.Support;

/// <summary>Waits for what other programs do.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition, asked again and again.</param>
    /// <param name="failure">What is said where it does not come to hold.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> failure)
    {
        for (var waited = Stopwatch.StartNew(); !await condition(); await Task.Delay(20))
            Assert.True(waited.Elapsed < Patience, failure());
    }

    /// <summary>Waits until something is done.</summary>
    public static Task WithPatienceAsync(this Task task) => task.WaitAsync(Patience);
}
