using System.Diagnostics;

namespace Infra.Tests.Support;

/// <summary>Runs programs that are not part of the project.</summary>
internal static class Tool
{
    private const string NodeModulePrefix = "npm:";

    /// <summary>Whether a program, or a module of Node such as <c>npm:ajv</c>, is there.</summary>
    public static bool Exists(string tool)
    {
        if (!tool.StartsWith(NodeModulePrefix, StringComparison.Ordinal))
            return Find(tool) is not null;
        return Find("node") is not null && Run("node", "", "-e", $"require.resolve('{tool[NodeModulePrefix.Length..]}')").ExitCode == 0;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name, or its path.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (int ExitCode, string Output, string Error) Run(string program, string input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private static string? Find(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
