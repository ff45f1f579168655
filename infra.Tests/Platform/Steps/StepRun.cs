using System.Diagnostics;
using System.Globalization;
using Infra.Tests.Support;
using Infra.Values;

namespace Infra.Tests.Platform.Steps;

/// <summary>
/// Runs the scripts of steps as a container does, with the programs of this machine. Time is what they sleep: a script that waits for an
/// hour has done so in a moment.
/// </summary>
internal sealed class StepRun : IDisposable
{
    // What they sleep is written down, and is the time of day.
    private const string Sleep = """
        read -r now <"$CLOCK"
        echo $((now + $1)) >"$CLOCK"
        """;

    private const string Date = """
        cat "$CLOCK"
        """;

    private readonly ScratchFolder _folder = new();
    private readonly Dictionary<string, string> _variables = [];
    private string[] _shell = ["/bin/sh"];
    private string _library = "";

    /// <summary>Makes a folder to run in.</summary>
    public StepRun()
    {
        var programs = Directory.CreateDirectory(_folder.PathOf("bin")).FullName;
        WithProgram("sleep", Sleep).WithProgram("date", Date);

        With("PATH", $"{programs}{Path.PathSeparator}{Tool.SearchPath}");
        With("CLOCK", _folder.PathOf("clock")).With("HOME", _folder.Path).With("TMPDIR", _folder.Path);
    }

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string name) => _folder.PathOf(name);

    /// <summary>Gives the script a program of this name: the lines of a shell script.</summary>
    public StepRun WithProgram(string name, string lines)
    {
        var path = _folder.PathOf(Path.Combine("bin", name));
        File.WriteAllText(path, $"#!/bin/sh\n{lines}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return this;
    }

    /// <summary>What the script waits for takes its time, such as a server that starts: its clock is the machine's.</summary>
    public StepRun InRealTime()
    {
        File.Delete(_folder.PathOf(Path.Combine("bin", "sleep")));
        File.Delete(_folder.PathOf(Path.Combine("bin", "date")));
        return this;
    }

    /// <summary>Runs the script in BusyBox' shell, with the programs that are BusyBox', as in images that are made from Alpine.</summary>
    /// <param name="programs">What the image has besides.</param>
    public StepRun InBusyBox(params IEnumerable<string> programs)
    {
        var folder = Directory.CreateDirectory(_folder.PathOf("busybox")).FullName;
        var busybox = Tool.PathOf("busybox");
        Assert.Equal(0, Tool.Run(busybox, "", "--install", "-s", folder).ExitCode);
        foreach (var program in programs)
            File.CreateSymbolicLink(Path.Combine(folder, program), Tool.PathOf(program));
        _shell = [busybox, "sh"];
        return With("PATH", $"{_folder.PathOf("bin")}{Path.PathSeparator}{folder}");
    }

    /// <summary>Runs the script as a user of its own, where this one is root.</summary>
    public StepRun RunningAs(int user)
    {
        Assert.Equal(0, Tool.Run("chmod", "", "-R", "a+rwX", _folder.Path).ExitCode);
        _shell = [Tool.PathOf("setpriv"), $"--reuid={user}", $"--regid={user}", "--clear-groups", .. _shell];
        return this;
    }

    /// <summary>Sets an environment variable.</summary>
    public StepRun With(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    /// <summary>Has functions stand before the script: those of a file.</summary>
    public StepRun WithLibrary(string library)
    {
        _library = $"{EmbeddedFile.Read(library)}\n";
        return this;
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The name of its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>Its exit code, the last line that it wrote, and how long it slept.</returns>
    public (int ExitCode, string LastLine, TimeSpan Slept) Run(string script, params IEnumerable<string> arguments)
    {
        using var process = Start(script, arguments);
        var (exitCode, lastLine) = End(process);
        var slept = int.Parse(File.ReadAllText(_folder.PathOf("clock")), CultureInfo.InvariantCulture);
        return (exitCode, lastLine, TimeSpan.FromSeconds(slept));
    }

    /// <summary>Starts a script that is ended by the test.</summary>
    /// <param name="script">The name of its file.</param>
    /// <param name="arguments">Its arguments.</param>
    public Process Start(string script, params IEnumerable<string> arguments)
    {
        File.WriteAllText(_folder.PathOf("clock"), "0\n");
        var start = new ProcessStartInfo(_shell[0], [.. _shell[1..], "-c", _library + EmbeddedFile.Read(script), script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in _variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Waits for the end of a script; returns its exit code, and the last line that it wrote.</summary>
    public static (int ExitCode, string LastLine) End(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        Assert.Equal("", error.Result);
        return (process.ExitCode, output.Result.TrimEnd('\n').Split('\n')[^1]);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
