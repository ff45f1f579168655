using System.Diagnostics;
using System.Globalization;

namespace Infra.Bench;

/// <summary>How long a whole process takes, and how much memory, over several runs.</summary>
/// <param name="Seconds">The median of the wall-clock times.</param>
/// <param name="Fastest">The shortest of them.</param>
/// <param name="Slowest">The longest of them.</param>
/// <param name="Mebibytes">The largest peak of resident memory.</param>
/// <param name="Headline">The first line that it printed.</param>
internal sealed record Measurement(double Seconds, double Fastest, double Slowest, double Mebibytes, string Headline)
{
    // Runs the rest of its arguments in its own place, the output in a file.
    private const string IntoFile = """exec "$@" >"$0" """;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// Runs programs several times each, in turns, so that what else the machine does hits all alike. The first turn is not counted.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of them failed.</exception>
    public static IReadOnlyList<Measurement> Of(IReadOnlyList<Measured> programs, int runs)
    {
        var results = programs.Select(_ => new List<Measurement>()).ToList();
        for (var run = 0; run <= runs; run++)
        {
            foreach (var (program, measured) in programs.Zip(results))
            {
                var result = RunOnce(program);
                if (run > 0)
                    measured.Add(result);
            }
        }

        return results.ConvertAll(Summary);
    }

    private static Measurement Summary(List<Measurement> runs)
    {
        var seconds = runs.Select(run => run.Seconds).Order().ToList();
        return new Measurement(seconds[seconds.Count / 2], seconds[0], seconds[^1], runs.Max(run => run.Mebibytes), runs[0].Headline);
    }

    private static Measurement RunOnce(Measured program)
    {
        var output = Path.GetTempFileName();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", IntoFile, output, program.Program, .. program.Arguments]))!;
        var kibibytes = 0.0;
        // The kernel keeps the peak while the process lives.
        while (!process.WaitForExit(BetweenLooks))
            kibibytes = Math.Max(kibibytes, PeakOf(process));

        var seconds = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program.Name} ended with {process.ExitCode}.");
        var headline = File.ReadLines(output).FirstOrDefault() ?? "";
        File.Delete(output);
        return new Measurement(seconds, seconds, seconds, kibibytes / 1024, headline);
    }

    private static double PeakOf(Process process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process.Id}/status")
                .FirstOrDefault(status => status.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null
                ? 0
                : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}
