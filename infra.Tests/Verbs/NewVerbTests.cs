using System.Reflection;
using Infra.Applications;
using Infra.Applications.Model;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings.Reading;
using Infra.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Infra.Tests.Verbs;

/// <summary>The verb <c>new</c>, run in a copy of the folders that it writes to.</summary>
public sealed class NewVerbTests : IDisposable
{
    private const string CatalogFile = "infra/Applications/ApplicationCatalog.cs";
    private const string NameRule = "names are at most 40 lower-case letters, digits and '-', and begin with a letter";

    // What the project files add to every file.
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Xunit;
        """;

    // The catalog that is compiled here hides the program's.
    private const string HidesAnImportedType = "CS0436";

    // The names are none that anybody gives an application.
    private readonly ScratchFolder _copy = new();

    public NewVerbTests()
    {
        foreach (var file in new[] { "Pulumi.yaml", CatalogFile, "infra.Tests/Applications/ReferenceTests.cs" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_copy.PathOf(file))!);
            File.Copy(Repository.PathOf(file), _copy.PathOf(file));
        }
    }

    [Theory]
    [InlineData("made-up", "MadeUp")]
    [InlineData("made-up-2", "MadeUp2")]
    public async Task What_it_writes_compiles_and_passes_all_checks_in_every_environment(string name, string className)
    {
        var output = await RunAsync(name);

        string[] written = [$"infra/Applications/{className}.cs", CatalogFile, $"infra.Tests/Applications/{className}Tests.cs"];
        Assert.All(written, file => Assert.Contains($"{file}: ", output, StringComparison.Ordinal));
        string[] stacks = [.. EnvironmentCatalog.All.Select(environment => $"Pulumi.{name}-{environment.Name}.yaml")];
        Assert.Contains($"{string.Join(", ", stacks)}: its stacks\n", output, StringComparison.Ordinal);
        string[] copied = ["infra.Tests/Applications/ReferenceTests.cs", "Pulumi.yaml"];
        Assert.Equal(written.Concat(stacks).Concat(copied).Order(StringComparer.Ordinal), Files().Keys);

        var applications = Applications(Compiled(written));
        Assert.Equal([.. Repository.Applications, name], applications.Select(application => application.Name));
        var catalog = Catalog.Default with { Applications = applications };
        foreach (var stack in Repository.Stacks)
        {
            var configuration = StackFile.Read(_copy.Path, $"{name}-{stack}");
            var settings = catalog.Settings.Load(configuration, requireAll: false);
            Assert.Equal((name, stack), (settings.Application.Name, settings.Environment.Name));
            var preview = await Preview.RunAsync(settings, $"{name}-{stack}", catalog);
            Assert.True(preview.IsPassed);
            Assert.Contains(preview.Plan.Resources, resource => resource.Name == "postgres-cluster");
            Assert.NotEmpty(preview.Plan.OfKind("IngressRoute"));
            Assert.Equal($"{name}-{stack}", preview.Plan.OfKind("Namespace").Single().ObjectName);
        }
    }

    [Fact]
    public async Task Another_one_goes_below_it()
    {
        await RunAsync("made-up");
        await RunAsync("made-up-2");
        const string End = "        MadeUp.Definition,\n        MadeUp2.Definition,\n    ];\n}\n";
        Assert.EndsWith($"Definition,\n{End}", Files()[CatalogFile], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Made-Up", NameRule + ". Use made-up.")]
    [InlineData("made up", NameRule + ". Use made-up.")]
    [InlineData("../made-up", NameRule + ". Use made-up.")]
    [InlineData("2made-up", NameRule + ". Use another name.")]
    [InlineData("", NameRule + ". Use another name.")]
    [InlineData("a-name-that-is-longer-than-forty-letters-is", NameRule + ". Use another name.")]
    [InlineData("julia", "there is an application of this name. Use another name.")]
    [InlineData("Julia", NameRule + ". Use another name.")]
    [InlineData("redis", "it is the name of a data service. Use another name.")]
    [InlineData("model", "its class would be Model, which means something else already. Use another name.")]
    [InlineData("variable", "its class would be Variable, which means something else already. Use another name.")]
    [InlineData("pulumi", "its class would be Pulumi, which means something else already. Use another name.")]
    [InlineData("task", "its class would be Task, which means something else already. Use another name.")]
    public async Task A_name_that_cannot_be_used_is_refused(string name, string problem)
        => Assert.Equal($"NAME is \"{name}\"; {problem}", await RefusalAsync(name));

    [Fact]
    public async Task Files_of_its_name_stay_as_they_are()
    {
        await File.WriteAllTextAsync(_copy.PathOf("infra/Applications/MadeUp.cs"), "mine");
        await File.WriteAllTextAsync(_copy.PathOf("infra.Tests/Applications/MadeUpTests.cs"), "mine too");
        await File.WriteAllTextAsync(_copy.PathOf("Pulumi.made-up-stage.yaml"), "mine as well");
        Assert.Equal(
            """
            infra/Applications/MadeUp.cs exists; new writes a file of this name. Use another name, or move the file.
            infra.Tests/Applications/MadeUpTests.cs exists; new writes a file of this name. Use another name, or move the file.
            Pulumi.made-up-stage.yaml exists; new writes a file of this name. Use another name, or move the file.
            """,
            await RefusalAsync("made-up"));
    }

    [Fact]
    public async Task It_runs_in_the_repository_only()
    {
        File.Delete(_copy.PathOf(CatalogFile));
        Assert.Equal(
            $"{CatalogFile} is missing; new adds to the program's source. Run the command in the repository.",
            await RefusalAsync("made-up"));
        File.Delete(_copy.PathOf("Pulumi.yaml"));
        Assert.StartsWith("Pulumi.yaml is missing; ", await RefusalAsync("made-up"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalog_without_rows_is_refused()
    {
        await File.WriteAllTextAsync(_copy.PathOf(CatalogFile), "class ApplicationCatalog;\n");
        Assert.Equal(
            $"{CatalogFile} has no row such as \"Reference.Definition,\"; new adds one below the last. Restore the list.",
            await RefusalAsync("made-up"));
    }

    [Fact]
    public async Task Nothing_stays_of_an_application_that_cannot_be_written_whole()
    {
        // A file where a folder belongs.
        Directory.Delete(_copy.PathOf("infra.Tests/Applications"), recursive: true);
        await File.WriteAllTextAsync(_copy.PathOf("infra.Tests/Applications"), "");
        var refusal = await RefusalAsync("made-up");
        Assert.StartsWith("The application's files cannot be written (", refusal, StringComparison.Ordinal);
        Assert.EndsWith("); new adds to the program's source. Use a checkout that can be written to.", refusal, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _copy.Dispose();

    private static IReadOnlyList<ApplicationDefinition> Applications(Assembly assembly)
    {
        var catalog = assembly.GetType(typeof(ApplicationCatalog).FullName!, throwOnError: true)!;
        return (IReadOnlyList<ApplicationDefinition>)catalog.GetProperty(nameof(ApplicationCatalog.All))!.GetValue(null)!;
    }

    // Without a build, which would take a minute; warnings count here too.
    private Assembly Compiled(IEnumerable<string> files)
    {
        var assemblies = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        var references = assemblies.Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file));
        var trees = files.Select(file => Files()[file]).Prepend(GlobalUsings).Select(text => CSharpSyntaxTree.ParseText(text));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable);
        using var stream = new MemoryStream();
        var result = CSharpCompilation.Create("Infra.Tests.Written", trees, references, options).Emit(stream);
        Assert.Empty(result.Diagnostics.Where(one => one.Severity >= DiagnosticSeverity.Warning && one.Id != HidesAnImportedType));
        return Assembly.Load(stream.ToArray());
    }

    private async Task<string> RunAsync(string name)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter();
        Assert.Equal(ExitCode.Success, await new CommandLine(output, error, _copy.Path).RunAsync(["new", name]));
        Assert.Equal("", error.ToString());
        return output.ToString();
    }

    // Nothing is written by what is refused.
    private async Task<string> RefusalAsync(string name)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var before = Files();
        var refusal = await Assert.ThrowsAsync<InputException>(() => new CommandLine(output, error, _copy.Path).RunAsync(["new", name]));
        Assert.Equal(("", ""), (output.ToString(), error.ToString()));
        Assert.Equal(before, Files());
        return string.Join('\n', refusal.Messages);
    }

    // The texts by path.
    private SortedDictionary<string, string> Files()
        => new(
            Directory.EnumerateFiles(_copy.Path, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(_copy.Path, file).Replace('\\', '/'), File.ReadAllText),
            StringComparer.Ordinal);
}
