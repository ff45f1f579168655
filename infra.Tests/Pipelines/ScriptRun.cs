using System.Diagnostics;
using Infra.Tests.Support;

namespace Infra.Tests.Pipelines;

/// <summary>
/// Runs the pipelines' scripts with stand-ins for the programs that need the world: each writes its call down, and does what the test
/// says. <c>awk</c> is mawk where that is installed: it is the one of a plain Debian, and knows the least.
/// </summary>
internal sealed class ScriptRun : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];

    /// <summary>Makes a folder to run in.</summary>
    public ScriptRun()
    {
        Directory.CreateDirectory(PathOf("bin"));
        Directory.CreateDirectory(PathOf("work"));
        File.WriteAllText(PathOf("calls"), "");
        if (Tool.Exists("mawk"))
            File.CreateSymbolicLink(PathOf("bin/awk"), Tool.PathOf("mawk"));
        With("FAKE", _folder.Path).With("CALLS", PathOf("calls"));
        With("GITHUB_OUTPUT", PathOf("output"))
            .With("GITHUB_STEP_SUMMARY", PathOf("summary"))
            .With("GITHUB_ENV", PathOf("env"))
            .With("RUNNER_TEMP", _folder.Path);
    }

    /// <summary>What the stand-ins were called with, a line each.</summary>
    public IReadOnlyList<string> Calls => File.ReadAllLines(PathOf("calls"));

    /// <summary>The folder that scripts run in.</summary>
    public string Work => PathOf("work");

    /// <summary>The path of a file; stand-ins find it in the folder $FAKE.</summary>
    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Sets an environment variable.</summary>
    public ScriptRun With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Writes a file.</summary>
    public ScriptRun WithFile(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return this;
    }

    /// <summary>Puts a stand-in before the program of that name.</summary>
    /// <param name="program">The program.</param>
    /// <param name="body">What it does, in bash, once it has written its call down.</param>
    public ScriptRun WithProgram(string program, string body)
    {
        WithFile($"programs/{program}.sh", $"{body}\n");
        var link = PathOf($"bin/{program}");
        if (!File.Exists(link))
            File.CreateSymbolicLink(link, Repository.PathOf("infra.Tests", "Pipelines", "stand-in.sh"));
        return this;
    }

    /// <summary>Runs a script to its end.</summary>
    public (int ExitCode, string Output, string Error) Run(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Repository.PathOf(".github/scripts", script), arguments)
        {
            WorkingDirectory = Work,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{PathOf("bin")}{Path.PathSeparator}{Tool.SearchPath}";
        foreach (var (name, value) in _variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        return (process.ExitCode, output.Result, error.Result);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
