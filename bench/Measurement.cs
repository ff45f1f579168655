using System.Diagnostics;

namespace Infra.Bench;

/// <summary>How long a whole process takes, and how much memory, over several runs.</summary>
/// <param name="Seconds">The median of the wall-clock times.</param>
/// <param name="Fastest">The shortest of them.</param>
/// <param name="Slowest">The longest of them.</param>
/// <param name="Mebibytes">The largest peak of resident memory.</param>
/// <param name="Headline">The first line that it printed.</param>
internal sealed record Measurement(double Seconds, double Fastest, double Slowest, double Mebibytes, string Headline)
{
    /// <summary>Runs a program several times, its output going nowhere.</summary>
    public static Measurement Of(string program, IReadOnlyList<string> arguments, int runs)
    {
        var results = Enumerable.Range(0, runs).Select(_ => RunOnce(program, arguments)).ToList();
        var seconds = results.ConvertAll(result => result.Seconds).Order().ToList();
        return new Measurement(seconds[seconds.Count / 2], seconds[0], seconds[^1], results.Max(result => result.Mebibytes), results[0].Headline);
    }

    private static (double Seconds, double Mebibytes, string Headline) RunOnce(string program, IReadOnlyList<string> arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var peak = 0L;
        // The kernel keeps the peak while the process lives; each line that arrives is an occasion to read it.
        var headline = process.StandardOutput.ReadLine() ?? "";
        while (process.StandardOutput.ReadLine() is not null)
            peak = Math.Max(peak, PeakOf(process));

        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? (seconds, peak / 1024.0, headline) : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static long PeakOf(Process process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(status => status.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
