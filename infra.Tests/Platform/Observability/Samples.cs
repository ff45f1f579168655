namespace Infra.Tests.Platform.Observability;

/// <summary>Samples in promtool's notation, more than two hours of them.</summary>
internal static class Samples
{
    private const int Minutes = 150;

    /// <summary>The same value all the time.</summary>
    public static string Always(double value) => Invariant($"{value}+0x{Minutes}");

    /// <summary>A counter that grows by the same amount each minute.</summary>
    public static string Growing(double perMinute) => Invariant($"0+{perMinute}x{Minutes}");

    /// <summary>A counter that grows by one each time some minutes have passed, until it has grown a number of times.</summary>
    public static string Stepping(int everyMinutes, int times = int.MaxValue)
        => string.Join(' ', Enumerable.Range(0, Minutes).Select(minute => Math.Min(minute / everyMinutes, times)));

    /// <summary>One value up to a minute, then another.</summary>
    public static string Then(double before, int minute, double after)
        => Invariant($"{before}+0x{minute - 1} {after}+0x{Minutes - minute}");

    /// <summary>A value up to a minute, when the series ends.</summary>
    public static string Until(int minute, string samples) => string.Join(' ', samples.Split(' ').Take(minute)) + " stale";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
