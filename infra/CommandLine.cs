using System.Collections.Immutable;
using System.CommandLine;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using Spectre.Console;
using StackPreview.Comparison;
using StackPreview.Json;
using StackPreview.PlanFiles;
using StackPreview.Rendering;

namespace Infra;

/// <summary>The verbs that need no engine.</summary>
/// <param name="output">Takes what is asked for.</param>
/// <param name="error">Takes what is wrong.</param>
/// <param name="folder">The folder it runs in: the project's, or one below.</param>
internal sealed class CommandLine(TextWriter output, TextWriter error, string folder)
{
    private readonly Argument<string> _stack = new("STACK") { Description = "The stack: Pulumi.STACK.yaml is its file." };

    private readonly Option<string?> _application = new("--application")
    {
        Description = "The application to preview instead of the one the stack file names.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _out = new("--out")
    {
        Description = "A folder to write manifests/*.yaml and plan.json to.",
        HelpName = "DIR",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "How to print: text, json, or markdown for a comment on a pull request.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => NameOf(ReportFormat.Text),
    };

    private readonly Option<string> _schemaFormat = new("--format")
    {
        Description = "How to print: json or markdown.",
        HelpName = "FORMAT",
        DefaultValueFactory = _ => NameOf(ReportFormat.Json),
    };

    private readonly Option<string?> _schemaApplication = new("--application")
    {
        Description = "The application whose settings to print. Default: all in the schema, the first one in the table.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _strict = new("--strict")
    {
        Description = "Treat what must be set before the first pulumi up as missing.",
    };

    private readonly Option<string?> _against = new("--against")
    {
        Description = "A plan.json of an earlier preview: what changes since then comes first.",
        HelpName = "PLAN.json",
    };

    private readonly Argument<string> _first = new("A")
    {
        Description = "What there is: a plan, which is a file whose name ends in .json or has a folder in it, or a stack.",
    };

    private readonly Argument<string> _second = new("B") { Description = "What becomes of it: a plan, or a stack." };

    private readonly Argument<string> _name = new("NAME") { Description = "The application's name, such as car-api." };

    private readonly DiffVerb _diff = new(folder);

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="InputException">The arguments or the stack file cannot be used.</exception>
    public async Task<int> RunAsync(string[] args)
    {
        var root = Commands();
        if (args.Length == 0)
            return await ExplainAsync(root);

        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var faults = ArgumentFaults.Of(parsed).ToImmutableArray();
        if (!faults.IsEmpty)
            throw new InputException(faults);
        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // A signal ends the process at once.
                ProcessTerminationTimeout = null,
            });
    }

    // Editors check the stack files of all applications; people look at one.
    private static string Schema(ReportFormat format, string? application)
        => format == ReportFormat.Markdown
            ? SettingsTable.Markdown(
                (Catalog.Default with { Applications = [Named(application) ?? Catalog.Default.Applications[0]] }).Settings)
            : JsonText.Of(
                SettingsSchema.Of(
                    (Named(application) is { } named ? Catalog.Default with { Applications = [named] } : Catalog.Default).Settings));

    private static ApplicationDefinition? Named(string? application)
    {
        var named = Catalog.Default.Applications.FirstOrDefault(known => known.Name == application);
        return application is null || named is not null
            ? named
            : throw new InputException(
                $"--application is \"{application}\"; the applications are "
                    + $"{string.Join(", ", Catalog.Default.Applications.Select(known => known.Name))}. Use one of these."
            );
    }

    private static ReportFormat FormatOf(ParseResult parsed, Option<string> option, params ReportFormat[] formats)
    {
        var format = parsed.GetRequiredValue(option);
        var names = Array.ConvertAll(formats, NameOf);
        return Array.IndexOf(names, format) is >= 0 and var index
            ? formats[index]
            : throw new InputException(
                $"{option.Name} is \"{format}\"; it takes {string.Join(", ", names[..^1])} or {names[^1]}. Use one of these.");
    }

    private static string NameOf(ReportFormat format) => format.ToString().ToLowerInvariant();

    private RootCommand Commands()
    {
        var preview = new Command(
            "preview",
            "Shows what a stack declares and runs every check on it, without engine, cluster or credentials.")
        {
            _stack,
            _application,
            _out,
            _format,
            _against,
            _strict,
        };
        preview.SetAction((parsed, _) => PreviewAsync(parsed));
        var diff = new Command("diff", "Shows what differs between two plans, or stacks: what is created, changed, replaced and deleted.")
        {
            _first,
            _second,
            _application,
            _format,
        };
        diff.SetAction((parsed, _) => DiffAsync(parsed));
        var schema = new Command("schema", "Prints the settings of a stack file: the JSON schema for editors, or a table for people.")
        {
            _schemaFormat,
            _schemaApplication,
        };
        schema.SetAction(parsed =>
            output.Write(
                Schema(FormatOf(parsed, _schemaFormat, ReportFormat.Json, ReportFormat.Markdown), parsed.GetValue(_schemaApplication))));
        var pipeline = new Command("pipeline", PipelineVerb.Description) { _stack, _application };
        pipeline.SetAction(parsed =>
            output.Write(
                JsonText.Of(PipelineVerb.Describe(folder, parsed.GetRequiredValue(_stack), Named(parsed.GetValue(_application))?.Name))));
        var create = new Command("new", NewVerb.Description) { _name };
        create.SetAction(parsed => output.Write(NewVerb.Write(folder, parsed.GetRequiredValue(_name))));
        return new RootCommand(
            "Everything an application needs to run in production. Deploy it with `pulumi up`; look at it first with `preview`.")
        {
            preview,
            diff,
            schema,
            pipeline,
            create,
        };
    }

    private async Task<int> PreviewAsync(ParseResult parsed)
    {
        var stack = parsed.GetRequiredValue(_stack);
        StackFile.RequireStackName(stack);
        var format = FormatOf(parsed, _format, Enum.GetValues<ReportFormat>());
        // Beside the catalog, which is made when it is first used, and takes longer.
        var reading = Task.Run(() => StackFile.Read(StackFile.FindProjectFolder(folder), stack));
        var application = Named(parsed.GetValue(_application))?.Name;

        var settings = Catalog.Default.Settings.Load(await reading, requireAll: parsed.GetValue(_strict), application);
        var against = parsed.GetValue(_against);
        var before = against is null ? null : PlanFile.Read(against, folder, Catalog.Default.Kinds);
        if (before is not null)
            DiffVerb.RequireOneApplication(against!, before.Application, stack, settings.Application.Name);
        var outputFolder = parsed.GetValue(_out) is { } path ? OutputFolder.Open(path) : null;

        var plan = await Preview.PlanAsync(settings, stack, Catalog.Default);
        // Beside the checks, which take as long; both only read the plan.
        var writing = outputFolder is null ? Task.CompletedTask : Task.Run(() => outputFolder.Write(plan));
        var preview = Preview.Of(settings, plan, Catalog.Default);
        var changes = before is null ? null : PlanComparer.Compare(before, plan, Catalog.Default.ChangeRules);
        await writing;
        Show(preview.Report(changes), format);
        return preview.IsPassed && changes?.IsPassed != false ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private async Task<int> DiffAsync(ParseResult parsed)
    {
        var format = FormatOf(parsed, _format, Enum.GetValues<ReportFormat>());
        var application = Named(parsed.GetValue(_application))?.Name;
        var first = parsed.GetRequiredValue(_first);
        var second = parsed.GetRequiredValue(_second);
        StackFile.RequireStackName(first);
        StackFile.RequireStackName(second);
        var before = await _diff.PlanOfAsync(first, application);
        var after = await _diff.PlanOfAsync(second, application);
        DiffVerb.RequireOneApplication(first, before.Application, second, after.Application);
        var changes = PlanComparer.Compare(before, after, Catalog.Default.ChangeRules);
        Reports.Write(changes, format, output);
        return changes.IsPassed ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private void Show(Report report, ReportFormat format)
    {
        if (format == ReportFormat.Text && output == Console.Out)
            Reports.Show(report);
        else
            Reports.Write(report, format, output);
    }

    /// <summary>Says why nothing happens without arguments: in the SDK's own words, and what there is to do.</summary>
    private async Task<int> ExplainAsync(RootCommand root)
    {
        try
        {
            return await Deployment.RunAsync(() => { });
        }
        catch (InvalidOperationException exception)
        {
            await error.WriteLineAsync(exception.Message);
            await error.WriteLineAsync();
            await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = error, Error = error });
            return ExitCode.Unusable;
        }
    }
}
