using System.Collections.Concurrent;
using System.Diagnostics;

namespace Infra.Tests.Support;

/// <summary>Runs programs that are not part of the project.</summary>
internal static class Tool
{
    private const string NodeModulePrefix = "npm:";
    private const string FolderPrefix = "folder:";
    private const string PythonPrefix = "python:";

    /// <summary>Debian's Python, which has the modules that it packages.</summary>
    public const string Python = "/usr/bin/python3";

    // Discovering tests asks for the same tools again and again.
    private static readonly ConcurrentDictionary<string, bool> Known = new();

    /// <summary>
    /// The folders that programs are searched in: PATH, and before it those that Debian keeps the programs of Postgres in, the newest
    /// first.
    /// </summary>
    public static string SearchPath { get; } =
        string.Join(Path.PathSeparator, [.. PostgresFolders(), Environment.GetEnvironmentVariable("PATH") ?? ""]);

    /// <summary>The folder with the modules of Node that tests use: those of infra.Tests/package.json.</summary>
    public static string NodeModules { get; } = Repository.PathOf("infra.Tests/node_modules");

    /// <summary>
    /// Whether a program is there; or a module of Node such as <c>npm:ajv</c>, of Python such as <c>python:redis</c>, or a folder of the
    /// checkout such as <c>folder:samples</c>;
    /// or whether a command such as <c>unshare true</c> succeeds.
    /// </summary>
    public static bool Exists(string tool) => Known.GetOrAdd(tool, static tool =>
        {
            if (tool.StartsWith(NodeModulePrefix, StringComparison.Ordinal))
            {
                return Find("node") is not null
                    && Run("node", "", "-e", $"require.resolve('{tool[NodeModulePrefix.Length..]}')").ExitCode == 0;
            }

            if (tool.StartsWith(PythonPrefix, StringComparison.Ordinal))
                return File.Exists(Python) && Run(Python, "", "-c", $"import {tool[PythonPrefix.Length..]}").ExitCode == 0;
            if (tool.StartsWith(FolderPrefix, StringComparison.Ordinal))
                return Directory.Exists(Repository.PathOf(tool[FolderPrefix.Length..]));
            var command = tool.Split(' ');
            return Find(command[0]) is not null && (command.Length == 1 || Run(command[0], "", command[1..]).ExitCode == 0);
        });

    /// <summary>
    /// Why a test that needs tools is skipped here; null where it is not, because all are there or REQUIRE_TOOLS=1 says that all must be.
    /// </summary>
    public static string? ReasonToSkip(IEnumerable<string> tools)
    {
        var missing = tools.Where(tool => !Exists(tool)).ToList();
        return missing.Count > 0 && Environment.GetEnvironmentVariable("REQUIRE_TOOLS") != "1"
            ? $"It needs {string.Join(" and ", missing)}, which this machine has not; .ci/run installs what can be installed."
            : null;
    }

    /// <summary>The path of a program.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static string PathOf(string program) => Find(program) ?? throw new FileNotFoundException($"{program} is not there.", program);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name, or its path.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (int ExitCode, string Output, string Error) Run(string program, string input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find(program) ?? program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NODE_PATH"] = NodeModules;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    private static string? Find(string program)
        => SearchPath.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> PostgresFolders()
    {
        var versions = new DirectoryInfo("/usr/lib/postgresql");
        return versions.Exists
            ? versions
                .EnumerateDirectories()
                .OrderByDescending(version => int.TryParse(version.Name, out var number) ? number : 0)
                .Select(version => Path.Combine(version.FullName, "bin"))
            : [];
    }
}
