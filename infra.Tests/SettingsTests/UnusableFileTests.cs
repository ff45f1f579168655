using Infra.Faults;
using Infra.Settings.Reading;
using Infra.Tests.Support;

namespace Infra.Tests.SettingsTests;

/// <summary>Stack files that are missing, or that are no stack files.</summary>
public sealed class UnusableFileTests
{
    [Fact]
    public async Task A_stack_without_a_file_is_refused_and_the_nearest_one_is_named()
    {
        using var project = new Project().With("dev", "").With("prod", "").With("stage", "");
        Assert.Equal(
            "Pulumi.prd.yaml is missing; there are stack files for dev, prod, stage. Use prod, or write the file.",
            await project.RefusalAsync("prd"));
    }

    [Fact]
    public async Task A_stack_without_a_file_and_unlike_any_other_is_refused()
    {
        using var project = new Project().With("dev", "").With("prod", "");
        Assert.Equal(
            "Pulumi.elsewhere.yaml is missing; there are stack files for dev, prod. Use one of these, or write the file.",
            await project.RefusalAsync("elsewhere"));
    }

    [Fact]
    public async Task A_stack_is_refused_where_there_is_no_stack_file_at_all()
    {
        using var project = new Project();
        Assert.Equal(
            "Pulumi.dev.yaml is missing; there is no stack file in the project's folder. Write the file.",
            await project.RefusalAsync("dev"));
    }

    [Fact]
    public void A_folder_without_a_project_is_refused()
    {
        using var project = new Project(projectText: null);
        var refusal = Assert.Throws<InputException>(() => StackFile.FindProjectFolder(project.Folder));
        Assert.Equal(
            "Pulumi.yaml is missing; the program looks for it in the current folder and those above it. "
                + "Run the command in the project's folder.",
            Assert.Single(refusal.Messages));
    }

    [Theory]
    [InlineData(
        "config:\n  infra:edge: {hosts: [\n  infra:redis: {}\n",
        3,
        3,
        "something before it is not closed, or stands where it cannot")]
    [InlineData("config:\n\tinfra:edge: {}\n", 2, 1, "while scanning a mapping, found invalid tab as indentation")]
    [InlineData("config:\n  infra:edge: {hosts: {}\n", 3, 1, "while parsing a flow mapping, did not find expected ',' or '}'")]
    [InlineData("config:\n  infra:edge: 'open\n", 2, 15, "while scanning a quoted scalar, found unexpected end of stream")]
    [InlineData("config:\n  infra:edge: a: b\n", 2, 16, "while scanning a plain scalar value, found invalid mapping")]
    [InlineData("config:\n  infra:edge: {}\n  infra:edge: {}\n", 3, 3, "duplicate key infra:edge")]
    [InlineData("config:\n  infra:edge:\n    hosts: {}\n    hosts: {}\n", 4, 5, "duplicate key hosts")]
    [InlineData(
        "config:\n  infra:postgres: {backup: {schedule: */6 * * * *}}\n",
        2,
        39,
        "there is no anchor of this name before it, and text that begins with * needs quotes")]
    [InlineData("*nothing", 1, 1, "there is no anchor of this name before it, and text that begins with * needs quotes")]
    [InlineData("config: &all\n  infra:edge: *all\n", 2, 15, "what the anchor 'all' stands for contains itself")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 1, 33, "it is more than 32 levels deep")]
    public async Task What_is_not_YAML_is_refused_with_its_line_and_column(string text, int line, int column, string reason)
        => Assert.Equal(
            $"Pulumi.dev.yaml: line {line}, column {column} is not YAML; {reason}. Correct the line.",
            await Project.RefusalOfAsync(text));

    [Theory]
    [InlineData("Pulumi.yaml")]
    [InlineData("Pulumi.dev.yaml")]
    public async Task A_file_that_cannot_be_read_is_refused(string file)
    {
        using var project = new Project().With("dev", StackText.Of());
        var path = Path.Combine(project.Folder, file);
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(
                $"{file} is not readable; The process cannot access the file '{path}' because it is being used by another process. "
                    + "Correct that, and run the command again.",
                await project.RefusalAsync("dev"));
        }
    }

    // Ten times ten, nine times over: a thousand million values in ten lines.
    [Fact]
    public async Task Aliases_that_stand_for_more_than_anybody_can_mean_are_refused()
    {
        var levels = Enumerable.Range(1, 9).Select(
            level => $"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");
        Assert.Equal(
            "Pulumi.dev.yaml: line 5, column 47 is not YAML; "
                + "almost all of its values are what aliases stand for. Correct the line.",
            await Project.RefusalOfAsync(StackText.Of(levels.Prepend("a0: &a0 value"))));
    }

    [Fact]
    public void Aliases_that_stand_for_less_are_accepted()
    {
        var levels = Enumerable.Range(1, 2).Select(
            level => $"other:a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");
        using var project = new Project().With("dev", StackText.Of(levels.Prepend("other:a0: &a0 value")));
        Assert.Equal("dev", project.Load("dev").Environment.Name);
    }

    [Fact]
    public async Task More_values_than_anybody_can_mean_are_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml: line 2, column 200008 is not YAML; "
                + "with what its aliases stand for, it has more than 100000 values. Correct the line.",
            await Project.RefusalOfAsync($"config:\n  infra:alerts: [{string.Join(',', Enumerable.Repeat(1, 100_010))}]\n"));

    [Fact]
    public async Task A_file_of_more_than_a_mebibyte_is_refused()
        => Assert.Equal(
            "Pulumi.dev.yaml is larger than 1 MiB; a stack file has a few kilobytes. Correct the file.",
            await Project.RefusalOfAsync($"{StackText.Of()}#{new string('x', 1024 * 1024)}\n"));

    [Fact]
    public void A_file_of_a_mebibyte_is_read()
    {
        var text = StackText.Of();
        Assert.NotNull(Project.LoadText("dev", $"{text}#{new string('x', (1024 * 1024) - text.Length - 2)}\n"));
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_refused()
    {
        using var project = new Project();
        await File.WriteAllBytesAsync(
            Path.Combine(project.Folder, "Pulumi.dev.yaml"),
            [.. "config:\n  infra:alerts: {criticalChannel: '#"u8, 0xE9, .. "'}\n"u8]);
        Assert.Equal(
            "Pulumi.dev.yaml: line 2 is not UTF-8; the file is text in UTF-8. Save it in this encoding.",
            await project.RefusalAsync("dev"));
    }

    [Fact]
    public void The_mark_of_UTF_8_is_no_part_of_the_text()
        => Assert.Equal("dev", Project.LoadText("dev", $"\ufeff{StackText.Of()}").Environment.Name);

    [Theory]
    [InlineData("Pulumi.dev.yaml")]
    [InlineData("Pulumi.yaml")]
    public void A_device_is_refused(string file)
    {
        using var project = new Project().With("dev", StackText.Of());
        var path = Path.Combine(project.Folder, file);
        File.Delete(path);
        File.CreateSymbolicLink(path, "/dev/zero");
        Assert.Equal(
            $"{file} is a special file; a stack file is a regular one. Write the text to a file.",
            Assert.Throws<InputException>(() => project.Read("dev")).Message);
    }

    [ToolFact("mkfifo")]
    public async Task A_pipe_is_refused_and_not_waited_for()
    {
        using var project = new Project();
        var path = Path.Combine(project.Folder, "Pulumi.dev.yaml");
        Assert.Equal(0, Tool.Run("mkfifo", "", path).ExitCode);
        Assert.Equal(
            "Pulumi.dev.yaml is a special file; a stack file is a regular one. Write the text to a file.",
            Assert.Throws<InputException>(() => project.Read("dev")).Message);
        // Whoever waits for it to be written is released.
        await using var writer = new FileStream(path, FileMode.Open, FileAccess.Write);
    }

    [Fact]
    public async Task Stack_files_elsewhere_than_beside_the_projects_are_refused()
    {
        using var project = new Project("name: infra\nstackConfigDir: stacks\n").With("dev", StackText.Of());
        Assert.Equal(
            "Pulumi.yaml: stackConfigDir is set; stack files are beside Pulumi.yaml. Remove the line, and move the stack files there.",
            await project.RefusalAsync("dev"));
    }

    [Fact]
    public async Task A_project_file_that_is_not_YAML_is_refused_by_its_own_name()
    {
        using var project = new Project("name: infra\nname: other\n").With("dev", StackText.Of());
        Assert.Equal(
            "Pulumi.yaml: line 2, column 1 is not YAML; duplicate key name. Correct the line.",
            await project.RefusalAsync("dev"));
    }

    [Theory]
    [InlineData("name: acme\n", "\"acme\"")]
    [InlineData("name: Infra\n", "\"Infra\"")]
    [InlineData("runtime: dotnet\n", "missing")]
    [InlineData("", "missing")]
    public async Task A_project_of_another_name_is_refused(string text, string name)
    {
        using var project = new Project(text).With("dev", StackText.Of());
        Assert.Equal(
            $"Pulumi.yaml: name is {name}; settings and secrets are keys of the project infra. Set it to infra.",
            await project.RefusalAsync("dev"));
    }

    [Theory]
    [InlineData("- config")]
    [InlineData("config")]
    [InlineData("config: {}\n---\nconfig: {}\n")]
    public async Task A_file_that_is_not_one_map_is_refused(string text)
        => Assert.Equal(
            "Pulumi.dev.yaml: the file is not one map; a stack file begins with config:. Correct it.",
            await Project.RefusalOfAsync(text));

    [Theory]
    [InlineData("config: infra")]
    [InlineData("config: [infra:edge]")]
    [InlineData("config: 5")]
    public async Task A_configuration_that_is_not_a_map_is_refused(string text)
        => Assert.Equal(
            "Pulumi.dev.yaml: config is not a map; it has one key a line, such as infra:edge. Correct the line.",
            await Project.RefusalOfAsync(text));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("encryptionsalt: v1:abc\n")]
    [InlineData("config:\n")]
    [InlineData("config: {}\n")]
    public async Task A_file_without_configuration_lacks_only_what_is_required(string text)
        => Assert.Equal(
            string.Join(
                '\n',
                "Pulumi.dev.yaml: infra:objectStorage.destination is missing; "
                    + "it takes an address of the form s3://host[/path]. Set it, for instance: "
                    + "pulumi config set --path 'infra:objectStorage.destination' s3://my-backups/reference --stack dev.",
                "Pulumi.dev.yaml: infra:edge.hosts.api is missing; "
                    + "it takes a DNS name in lower case with at least one dot. Set it, for instance: "
                    + "pulumi config set --path 'infra:edge.hosts.api' api.example.com --stack dev, or the domain of all hosts: "
                    + "pulumi config set --path 'infra:edge.domain' example.com --stack dev."),
            await Project.RefusalOfAsync(text));
}
