using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Applications.Model.Rules;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings.Reading;

namespace Infra;

/// <summary>Adds an application to the program's source.</summary>
internal static partial class NewVerb
{
    /// <summary>What the verb does, for its help.</summary>
    public const string Description
        = "Adds an application to the program: its definition, its row in the catalog, its test, and the files of its stacks.";

    private const string CatalogFile = "infra/Applications/ApplicationCatalog.cs";
    private const string Argument = "NAME";

    // Of those that every file uses, whichever using directives it has.
    private static readonly ImmutableArray<string> ImplicitNamespaces =
        ["System", "System.IO", "System.Threading", "System.Threading.Tasks"];

    /// <summary>Writes the application's files.</summary>
    /// <param name="folder">The project's folder, or one below.</param>
    /// <param name="name">The application's name.</param>
    /// <returns>What was written, and what comes next.</returns>
    /// <exception cref="InputException">
    /// The name cannot be used, a file exists already or cannot be written; nothing is left half done.
    /// </exception>
    public static string Write(string folder, string name)
    {
        var root = StackFile.FindProjectFolder(folder);
        if (FaultOf(name) is { } fault)
            throw new InputException(fault.ToString());

        var template = new ApplicationTemplate(name, ClassOf(name));
        var definition = $"infra/Applications/{template.Class}.cs";
        var test = $"infra.Tests/Applications/{template.Class}Tests.cs";
        var catalog = CatalogWith(root, template);
        var stacks = EnvironmentCatalog.All
            .Select(environment => (
                Path: StackConfiguration.FileOf(template.StackIn(environment.Name)),
                Text: template.StackFileIn(environment.Name)))
            .ToList();
        RequireAbsent(root, [definition, test, .. stacks.Select(stack => stack.Path)]);
        WriteAll(root, [(definition, template.Definition), (test, template.Test), .. stacks, (CatalogFile, catalog)]);
        return $"""
            {definition}: its definition
            {CatalogFile}: its row
            {test}: its test
            {string.Join(", ", stacks.Select(stack => stack.Path))}: its stacks

            Look at it, and take its render over into the tests:
              dotnet run --project infra -- preview {template.StackIn(EnvironmentCatalog.All[0].Name)}
              UPDATE_GOLDEN=1 dotnet test Infra.sln
            CONTRIBUTING.md goes on from there.

            """;
    }

    private static Fault? FaultOf(string name)
    {
        var rule = RuleAgainst(name);
        var fix = Suggestion(name);
        return rule is null ? null : new Fault(Argument, ShownValue.Of(name), rule, fix == name ? "Use another name" : $"Use {fix}");
    }

    // What is broken by a name; null where nothing is.
    private static string? RuleAgainst(string name)
    {
        if (!NameRules.IsName(name))
            return NameRules.Rule;
        if (Catalog.Default.Applications.Any(application => application.Name == name))
            return "there is an application of this name";
        if (Catalog.Default.DataServices.Any(service => service.Name == name))
            return "it is the name of a data service";
        return IsKnownToTheCompiler(ClassOf(name)) ? $"its class would be {ClassOf(name)}, which means something else already" : null;
    }

    // The nearest name that can be used; the name itself where there is none.
    private static string Suggestion(string name)
    {
        var nearest = SeparatorPattern().Replace(name.ToLowerInvariant(), "-").Trim('-');
        return RuleAgainst(nearest) is null ? nearest : name;
    }

    // Each part of the name begins with an upper-case letter: car-api is CarApi.
    private static string ClassOf(string name)
    {
        var parts = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }

    // A class of such a name would hide a type or a namespace from the other definitions.
    private static bool IsKnownToTheCompiler(string className)
    {
        var program = typeof(NewVerb).Assembly;
        return program.GetTypes().SelectMany(type => type.FullName!.Split('.')).Contains(className)
            || program.GetReferencedAssemblies().Any(assembly => assembly.Name!.Split('.')[0] == className)
            || ImplicitNamespaces.Any(space => Type.GetType($"{space}.{className}") is not null);
    }

    private static string CatalogWith(string root, ApplicationTemplate template)
    {
        var file = Path.Combine(root, CatalogFile);
        if (!File.Exists(file))
            throw new InputException($"{CatalogFile} is missing; new adds to the program's source. Run the command in the repository.");
        var text = File.ReadAllText(file);
        return RowPattern().Matches(text).LastOrDefault() is { } last
            ? text.Insert(last.Index + last.Length, template.Row)
            : throw new InputException(
                $"{CatalogFile} has no row such as \"Reference.Definition,\"; new adds one below the last. Restore the list.");
    }

    private static void RequireAbsent(string root, params string[] files)
    {
        var faults = files.Where(file => Path.Exists(Path.Combine(root, file)))
            .Select(file => $"{file} exists; new writes a file of this name. Use another name, or move the file.")
            .ToImmutableArray();
        if (!faults.IsEmpty)
            throw new InputException(faults);
    }

    // All of them or none: the last one is there already, and is replaced when the others are written.
    private static void WriteAll(string root, params (string Path, string Text)[] files)
    {
        var written = new List<string>();
        try
        {
            foreach (var (path, text) in files)
            {
                var file = Path.Combine(root, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                if (!File.Exists(file))
                    written.Add(file);
                File.WriteAllText(file, text);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            foreach (var file in written)
                File.Delete(file);
            throw new InputException(
                $"The application's files cannot be written ({exception.Message.TrimEnd('.')}); "
                    + "new adds to the program's source. Use a checkout that can be written to.");
        }
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SeparatorPattern();

    // A row of the catalog.
    [GeneratedRegex(@"^ {8}\w+\.Definition,\n", RegexOptions.CultureInvariant | RegexOptions.Multiline, 1000)]
    private static partial Regex RowPattern();
}
