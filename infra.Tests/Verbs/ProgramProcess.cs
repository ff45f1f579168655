using System.Diagnostics;

namespace Infra.Tests.Verbs;

/// <summary>The built programs as processes of their own.</summary>
internal static class ProgramProcess
{
    /// <summary>Runs the program to its end.</summary>
    /// <param name="folder">The folder it starts in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Environment variables besides those of the tests; of Pulumi's, only these are there.</param>
    public static Task<(int ExitCode, string Output, string Error)> RunAsync(
        string folder,
        IEnumerable<string> arguments,
        params IEnumerable<(string Name, string Value)> variables
    ) => RunAsync("Infra", folder, arguments, variables);

    /// <inheritdoc cref="RunAsync(string, IEnumerable{string}, IEnumerable{ValueTuple{string, string}})"/>
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">The name of its assembly.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
        => await RunFileAsync(PathOf(program), folder, arguments, variables);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="file">The path of its assembly.</param>
    /// <param name="folder">The folder it starts in.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="variables">Environment variables besides those of the tests; of Pulumi's, only these are there.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunFileAsync(
        string file, string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        using var process = Start(file, folder, arguments, variables);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>The path of a program's assembly.</summary>
    public static string PathOf(string program) => Path.Combine(AppContext.BaseDirectory, $"{program}.dll");

    private static Process Start(
        string file, string folder, IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo(Dotnet, [file, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PULUMI_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>The host that runs the tests, where they have none of their own.</summary>
    public static string Dotnet
        => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
}
