using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Bench;

/// <summary>Measures the program and prints the figures.</summary>
internal static partial class Figures
{
    private const int Runs = 15;

    private static readonly int[] ServiceCounts = [1, 50, 100, 150, 200, 250];

    /// <summary>Prints a table of previews, and how they grow with the number of services.</summary>
    public static void Print(TextWriter output)
    {
        var root = StackFile.FindProjectFolder(AppContext.BaseDirectory);
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra", new DirectoryInfo(AppContext.BaseDirectory).Name, "Infra");
        Directory.SetCurrentDirectory(root);

        output.WriteLine($"Whole processes, output into a pipe, {Runs} runs each: median (fastest to slowest), peak memory");
        foreach (var stack in StackFile.StacksIn(root))
            Row($"preview {stack}", Measurement.Of(program, ["preview", stack], Runs));

        output.WriteLine();
        foreach (var count in ServiceCounts)
            Row($"{count} services", Measurement.Of(Environment.ProcessPath!, ["services", $"{count}"], Runs));

        void Row(string what, Measurement measured)
            => output.WriteLine($"{what,-16} {measured.Seconds:0.00} s ({measured.Fastest:0.00} to {measured.Slowest:0.00}), {measured.Mebibytes:0} MiB, {ResourcesPattern().Match(measured.Headline).Value}");
    }

    [GeneratedRegex("[0-9]+ resources", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ResourcesPattern();
}
