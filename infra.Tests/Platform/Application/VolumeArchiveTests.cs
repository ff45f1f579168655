using System.Diagnostics;
using Infra.Tests.Platform.Steps;
using Infra.Tests.Support;

namespace Infra.Tests.Platform.Application;

/// <summary>The script that saves the files of a volume and restores them, with the tar that its image has.</summary>
public sealed class VolumeArchiveTests : IDisposable
{
    private const string Backup = "20261130T020000Z";
    private const string GnuTar = "tar --sort=name --version";

    private readonly ScratchFolder _folder = new();
    private readonly string _volume;
    private readonly string _backup;

    public VolumeArchiveTests()
    {
        _volume = Directory.CreateDirectory(_folder.PathOf("volume")).FullName;
        _backup = Directory.CreateDirectory(_folder.PathOf("backup")).FullName;
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [ToolFact(GnuTar, "gzip")]
    public void Odd_names_links_and_modes_come_back_as_they_were()
    {
        Fill(_volume);
        var saved = Save();
        Assert.True(saved.ExitCode == 0, saved.LastLine);
        Assert.StartsWith("7 files are packed, in ", saved.LastLine, StringComparison.Ordinal);
        var other = Directory.CreateDirectory(_folder.PathOf("other")).FullName;
        var restored = Restore(other, over: false);
        Assert.Equal((0, $"7 files of {Backup} are restored; what the volume held: nothing."), restored);
        Assert.Equal(Described(_volume), Described(other));
    }

    [ToolFact(GnuTar, "gzip", "setpriv --clear-groups true")]
    public void Numeric_owners_come_back_to_root_and_others_learn_that_they_are_the_owner()
    {
        Fill(_volume);
        Sh("chown 1234:4321 ./plain && chown -h 0:5000 ./dangling && chown 70000:70001 './a folder'", _volume);
        Sh("mkdir -p closed/inner && chmod 0500 closed", _volume);
        Assert.Equal(0, Save().ExitCode);
        var root = Directory.CreateDirectory(_folder.PathOf("root")).FullName;
        Assert.Equal(0, Restore(root, over: false).ExitCode);
        Assert.Equal(Described(_volume), Described(root));

        var foreign = Directory.CreateDirectory(_folder.PathOf("foreign")).FullName;
        Sh($"chmod a+rwx . backup && chmod a+r backup/* && chown 1000:1000 {foreign}", _folder.Path);
        var asOther = Run(
            "restore",
            foreign,
            run => run.With("SOURCE", Backup).With("OVER", "no").RunningAs(1000));
        Assert.Equal((0, $"7 files of {Backup} are restored, whose owner is 1000 now; what the volume held: nothing."), asOther);
        Assert.Equal(WithoutOwners(_volume), WithoutOwners(foreign));
    }

    [ToolFact(GnuTar, "gzip")]
    public void A_backup_is_restored_once_and_what_was_there_is_kept()
    {
        Fill(_volume);
        var saved = Described(_volume);
        Assert.Equal(0, Save().ExitCode);
        File.WriteAllText(Path.Combine(_volume, "plain"), "later");
        File.WriteAllText(Path.Combine(_volume, "newer"), "newer");
        Directory.Delete(Path.Combine(_volume, "a folder"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_volume, "lost+found"));
        var now = Described(_volume);

        var (exitCode, lastLine) = Restore(_volume);
        Assert.True(exitCode == 0, lastLine);
        Assert.StartsWith($"7 files of {Backup} are restored; what the volume held: .infra-before-", lastLine, StringComparison.Ordinal);
        Assert.Equal(saved, Described(_volume).Where(line => !line.Contains("lost+found", StringComparison.Ordinal)));
        Assert.True(Directory.Exists(Path.Combine(_volume, "lost+found")));

        File.WriteAllText(Path.Combine(_volume, "after"), "after");
        Assert.Equal((0, $"{Backup} is restored already."), Restore(_volume));
        Assert.True(File.Exists(Path.Combine(_volume, "after")));

        // The way back, and what the next backup leaves out.
        var kept = Assert.Single(Directory.EnumerateFiles(_volume, ".infra-before-*"));
        var before = Directory.CreateDirectory(_folder.PathOf("before")).FullName;
        Sh($"tar -xpzf '{kept}'", before);
        Assert.Equal(now.Where(line => !line.Contains("lost+found", StringComparison.Ordinal)), Described(before));
        Assert.Equal(0, Save().ExitCode);
        Assert.DoesNotContain(".infra-", File.ReadAllText(Path.Combine(_backup, "contents")), StringComparison.Ordinal);
    }

    [ToolFact(GnuTar, "gzip")]
    public void An_import_is_refused_on_top_of_files_and_done_once_into_an_empty_volume()
    {
        Fill(_volume);
        Assert.Equal(0, Save().ExitCode);
        // As another system packs it, in the order of the disk and with the folder itself.
        File.Delete(Path.Combine(_backup, "contents"));
        Sh($"tar -C {_volume} -czf files.tar.gz $(ls -rU {_volume} | grep -x soft) .", _backup);
        var target = Directory.CreateDirectory(_folder.PathOf("target")).FullName;
        File.WriteAllText(Path.Combine(target, "mine"), "mine");
        Assert.Equal((1, $"The volume holds files, which {Backup} would come on top of: ./mine"), Restore(target, over: false));
        File.Delete(Path.Combine(target, "mine"));
        Directory.CreateDirectory(Path.Combine(target, "lost+found"));
        var imported = Restore(target, over: false);
        Assert.True(imported.ExitCode == 0, imported.LastLine);
        Assert.Equal("plain", File.ReadAllText(Path.Combine(target, "plain")));
        Assert.Equal((0, $"{Backup} is restored already."), Restore(target, over: false));
    }

    [ToolFact(GnuTar, "gzip")]
    public void An_archive_that_is_broken_or_another_one_leaves_the_volume_as_it_was()
    {
        Fill(_volume);
        Assert.Equal(0, Save().ExitCode);
        var archive = Path.Combine(_backup, "files.tar.gz");
        var whole = File.ReadAllBytes(archive);
        File.WriteAllText(Path.Combine(_volume, "newer"), "newer");
        var before = Described(_volume);

        File.WriteAllBytes(archive, whole[..^30]);
        var broken = Restore(_volume);
        Assert.Equal(1, broken.ExitCode);
        Assert.StartsWith($"The archive of {Backup} is broken: ", broken.LastLine, StringComparison.Ordinal);
        File.WriteAllBytes(archive, whole);
        File.AppendAllText(Path.Combine(_backup, "contents"), "one more\n");
        Assert.Equal((1, $"The archive of {Backup} does not hold what it held."), Restore(_volume));
        File.Delete(archive);
        Assert.Equal((1, $"There is no archive in {Backup}."), Restore(_volume));
        Assert.Equal(before, Described(_volume));
    }

    [ToolFact(GnuTar, "gzip")]
    public void A_restore_that_is_killed_is_finished_by_the_next_and_loses_nothing()
    {
        Fill(_volume);
        var saved = Described(_volume);
        Assert.Equal(0, Save().ExitCode);
        File.WriteAllText(Path.Combine(_volume, "newer"), "only here");
        var unpacks = $"""
            for argument; do case $argument in -xpzf) exit 137 ;; esac; done
            exec {Tool.PathOf("tar")} "$@"
            """;
        Assert.Equal(1, Run("restore", _volume, run => Restoring(run, over: true).WithProgram("tar", unpacks)).ExitCode);
        Assert.Equal(0, Restore(_volume).ExitCode);
        Assert.Equal(saved, Described(_volume));
        var before = Directory.CreateDirectory(_folder.PathOf("before")).FullName;
        Sh($"for kept in '{_volume}'/.infra-before-*; do tar -xpzf \"$kept\"; done", before);
        Assert.Equal("only here", File.ReadAllText(Path.Combine(before, "newer")));
    }

    [ToolTheory(GnuTar, "gzip")]
    [InlineData(true, "tar")]
    [InlineData(false, "tar")]
    [InlineData(true, "mv")]
    [InlineData(false, "mv")]
    public void A_restore_that_is_killed_half_way_is_gone_on_with(bool over, string program)
    {
        Fill(_volume);
        var saved = Described(_volume);
        Assert.Equal(0, Save().ExitCode);
        var target = over ? _volume : Directory.CreateDirectory(_folder.PathOf("target")).FullName;
        if (over)
            File.WriteAllText(Path.Combine(_volume, "newer"), "only here");
        // What is the same for all programs: the shell that called timeout or xargs, which called them, is killed.
        const string Kill = "kill -9 \"$(cut -d ' ' -f 4 /proc/$PPID/stat)\"";
        var halfWay = program == "tar"
            ? $"""case "$*" in *-xpzf*) {Tool.PathOf("tar")} "$@" ./plain ./-dash; {Kill}; exit 137 ;; esac"""
            : $"""case "$*" in '-n -t '*) {Tool.PathOf("mv")} -t "$3" -- "$5"; {Kill}; exit 137 ;; esac""";
        var killed = Run(
            "restore",
            target,
            run => Restoring(run, over).WithProgram(program, $"{halfWay}\nexec {Tool.PathOf(program)} \"$@\""));
        Assert.Equal(137, killed.ExitCode);
        // Nothing half is seen: of what is unpacked nothing, of what is moved whole names.
        var seen = Directory.EnumerateFileSystemEntries(target).Select(Path.GetFileName);
        Assert.Equal(program == "tar" ? 0 : 1, seen.Count(name => !name!.StartsWith(".infra-", StringComparison.Ordinal)));

        var (exitCode, lastLine) = Restore(target, over);
        Assert.True(exitCode == 0, lastLine);
        Assert.StartsWith($"7 files of {Backup} are restored; what the volume held: ", lastLine, StringComparison.Ordinal);
        Assert.Equal(saved, Described(target));
        Assert.False(Directory.Exists(Path.Combine(target, ".infra-restoring")));
        Assert.Equal((0, $"{Backup} is restored already."), Restore(target, over));
        if (over)
        {
            var before = Directory.CreateDirectory(_folder.PathOf("before")).FullName;
            Sh($"tar -xpzf '{Assert.Single(Directory.EnumerateFiles(target, ".infra-before-*"))}'", before);
            Assert.Equal("only here", File.ReadAllText(Path.Combine(before, "newer")));
        }
    }

    [ToolFact(GnuTar, "gzip")]
    public void Files_that_came_after_a_restore_was_cut_off_are_not_written_over()
    {
        Fill(_volume);
        Assert.Equal(0, Save().ExitCode);
        var target = Directory.CreateDirectory(_folder.PathOf("target")).FullName;
        var stops = $"""case "$*" in '-n -t '*) exit 1 ;; esac; exec {Tool.PathOf("mv")} "$@" """;
        Assert.Equal(1, Run("restore", target, run => Restoring(run, over: false).WithProgram("mv", stops)).ExitCode);
        File.WriteAllText(Path.Combine(target, "plain"), "of the workload");
        Assert.Equal(1, Restore(target, over: false).ExitCode);
        Assert.Equal("of the workload", File.ReadAllText(Path.Combine(target, "plain")));
    }

    [ToolFact(GnuTar, "gzip")]
    public void A_file_that_shrinks_each_time_that_it_is_packed_is_no_backup()
    {
        Fill(_volume);
        var shrinks = $"""
            {Tool.PathOf("tar")} "$@" || exit
            case "$*" in *-czf*) echo "tar: ./plain: File shrank by 3 bytes; padding with zeros" >&2; exit 1 ;; esac
            """;
        Assert.Equal(
            (1, "A file was written each time that it was packed: tar: ./plain: File shrank by 3 bytes; padding with zeros"),
            Run("save", _volume, run => run.WithProgram("tar", shrinks)));
    }

    [ToolFact(GnuTar, "gzip")]
    public void An_empty_volume_is_saved_and_one_that_cannot_be_read_is_a_failure()
    {
        Assert.Equal((0, "0 files are packed, in 0 KiB."), Save());
        Assert.Equal((0, $"0 files of {Backup} are restored; what the volume held: nothing."), Restore(_volume, over: false));
        var (exitCode, lastLine) = Run("save", _volume, run => run.WithProgram("tar", "echo 'tar: ./x: Permission denied' >&2; exit 2"));
        Assert.Equal((1, "The volume could not be packed: tar: ./x: Permission denied"), (exitCode, lastLine));
    }

    private static void Fill(string folder) => Sh(
        """
        printf plain >plain
        printf 'a newline' >'new
        line'
        printf dash >-dash
        printf unicode >'ünïcödé ☃'
        printf quote >"it's \"quoted\" \\ \$x"
        printf hidden >.hidden
        mkdir 'a folder' empty
        printf old >'a folder/ blanks '
        touch -d '2020-02-02 10:00:00' 'a folder/ blanks '
        ln plain hard
        ln -s plain soft
        ln -s 'no where' dangling
        ln -s / 'a folder/root'
        chmod 4750 plain
        chmod 2700 'a folder'
        chmod 0405 -- -dash
        touch -d '2021-03-03 11:00:00' 'a folder' empty
        """,
        folder);

    private static void Sh(string script, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-euc", script])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    // Of each entry what ls does not hide: type and mode, owners, number of links of files, where a link leads, time, content.
    private static List<string> Described(string folder) => Described(folder, "%M %U %G");

    private static List<string> WithoutOwners(string folder) => Described(folder, "%M");

    private static List<string> Described(string folder, string mode)
    {
        var find = Tool.Run(
            "find",
            "",
            [folder, "-mindepth", "1", "!", "-name", ".infra-*", "-printf", $"{mode} %P %l %Ts\\0"]);
        var content = Tool.Run(
            "/bin/sh",
            "",
            ["-c", $"cd '{folder}' && find . -type f ! -name '.infra-*' -print0 | LC_ALL=C sort -z | xargs -0 -r stat -c '%n %h %s' && "
                + "find . -type f ! -name '.infra-*' -print0 | LC_ALL=C sort -z | xargs -0 -r cat"]);
        Assert.Equal((0, 0), (find.ExitCode, content.ExitCode));
        return [.. find.Output.Split('\0').Order(StringComparer.Ordinal), content.Output];
    }

    private static StepRun Restoring(StepRun run, bool over) => run.With("SOURCE", Backup).With("OVER", over ? "yes" : "no");

    private (int ExitCode, string LastLine) Save() => Run("save", _volume, _ => { });

    private (int ExitCode, string LastLine) Restore(string volume, bool over = true)
        => Run("restore", volume, run => Restoring(run, over));

    private (int ExitCode, string LastLine) Run(string verb, string volume, Action<StepRun> change)
    {
        using var run = new StepRun();
        run.With("DATA", volume).With("FOLDER", _backup).With("DEADLINE", "600");
        change(run);
        var (exitCode, lastLine, _) = run.Run("volume-archive.sh", verb);
        return (exitCode, lastLine);
    }
}
