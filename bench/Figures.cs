using System.Text.RegularExpressions;
using Infra.Settings.Reading;

namespace Infra.Bench;

/// <summary>Measures the program and prints the figures.</summary>
internal static partial class Figures
{
    private const int Runs = 15;

    private const int FewObjects = 80;
    private const int ManyObjects = 1000;
    private const int ManyServices = 200;

    private static readonly int[] ServiceCounts = [1, 50, 100, 150, 200, 250];

    // The one that people run, which was compiled ahead of time; it lies beside this one.
    private static readonly string Program
        = Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra", new DirectoryInfo(AppContext.BaseDirectory).Name, "Infra");

    private static readonly string Root = StackFile.FindProjectFolder(AppContext.BaseDirectory);

    /// <summary>Prints a table of previews, and how they grow with the number of services.</summary>
    public static void Print(TextWriter output)
        => Table(output, [.. StackFile.StacksIn(Root).Select(Preview), .. ServiceCounts.Select(Services)]);

    /// <summary>Prints how the program compares with cdk8s, in turns on the same machine.</summary>
    public static void PrintComparison(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("infra-bench-").FullName;
        try
        {
            var figures = Table(
                output,
                [
                    Preview("prod"), Services(ManyServices), Synthesis("plain", FewObjects), Synthesis("plain", ManyObjects),
                    Synthesis("workloads", FewObjects), Synthesis("workloads", ManyObjects),
                ]);
            output.WriteLine();
            foreach (var (few, many, kind) in new[] { (figures[2], figures[3], "plain objects"), (figures[4], figures[5], "workloads") })
            {
                output.WriteLine($"prod : cdk8s, {FewObjects} {kind}: {figures[0].Seconds / few.Seconds:0.00}");
                output.WriteLine($"{ManyServices} services : cdk8s, {ManyObjects} {kind}: {figures[1].Seconds / many.Seconds:0.00}");
            }

            output.WriteLine($"Peak memory of prod: {figures[0].Mebibytes:0} MiB");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Measured Synthesis(string kind, int objects) =>
            new(
                $"cdk8s, {objects} {kind}",
                "node",
                Path.Combine(Root, "bench", "cdk8s.mjs"),
                kind,
                $"{objects}",
                Path.Combine(folder, $"{kind}-{objects}"));
    }

    private static Measured Preview(string stack) => new($"preview {stack}", Program, "preview", stack);

    private static Measured Services(int count) => new($"{count} services", Environment.ProcessPath!, "services", $"{count}");

    private static IReadOnlyList<Measurement> Table(TextWriter output, IReadOnlyList<Measured> programs)
    {
        Directory.SetCurrentDirectory(Root);
        output.WriteLine($"Whole processes, output into a file, {Runs} runs each in turns: median (fastest to slowest), peak memory");
        var figures = Measurement.Of(programs, Runs);
        foreach (var (program, measured) in programs.Zip(figures))
        {
            var resources = ResourcesPattern().Match(measured.Headline).Value;
            var times = $"{measured.Seconds:0.00} s ({measured.Fastest:0.00} to {measured.Slowest:0.00})";
            output.WriteLine($"{program.Name, -22} {times}, {measured.Mebibytes, 3:0} MiB  {resources}".TrimEnd());
        }

        return figures;
    }

    [GeneratedRegex("[0-9]+ resources", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ResourcesPattern();
}
