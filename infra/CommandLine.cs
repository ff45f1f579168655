using System.CommandLine;
using Infra.Applications;
using Infra.Environments;
using Infra.Offline;
using Infra.Offline.Rendering;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;
using Spectre.Console;

namespace Infra;

/// <summary>The verbs that need no engine.</summary>
/// <param name="output">Takes what is asked for.</param>
/// <param name="error">Takes what is wrong.</param>
internal sealed class CommandLine(TextWriter output, TextWriter error)
{
    private const string TextFormat = "text";
    private const string JsonFormat = "json";
    private const string MarkdownFormat = "markdown";

    private readonly Argument<string> _stack = new("STACK") { Description = "The stack: Pulumi.STACK.yaml is its file." };

    private readonly Option<string?> _application = new("--application") { Description = "The application to preview instead of the one the stack file names.", HelpName = "NAME" };

    private readonly Option<string?> _out = new("--out") { Description = "A folder to write manifests/*.yaml and plan.json to.", HelpName = "DIR" };

    private readonly Option<string> _format = new("--format") { Description = "How to print: text or json.", HelpName = "FORMAT", DefaultValueFactory = _ => TextFormat };

    private readonly Option<string> _schemaFormat = new("--format") { Description = "How to print: json or markdown.", HelpName = "FORMAT", DefaultValueFactory = _ => JsonFormat };

    private readonly Option<bool> _strict = new("--strict") { Description = "Treat what must be set before the first pulumi up as missing." };

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="SettingsException">The arguments or the stack file cannot be used.</exception>
    public async Task<int> RunAsync(string[] args)
    {
        var root = Commands();
        if (args.Length == 0)
            return await ExplainAsync(root);

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            throw new SettingsException([.. parsed.Errors.Select(fault => $"{fault.Message.TrimEnd('.')}; see --help for the verbs and their options. Correct the command.")]);
        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    private static string Schema(string format)
        => format == MarkdownFormat
            ? SettingsTable.Of(EnvironmentCatalog.All, ApplicationCatalog.All)
            : PlanJson.Text(SettingsSchema.Of(EnvironmentCatalog.All, ApplicationCatalog.All));

    private RootCommand Commands()
    {
        _schemaFormat.AcceptOnlyFromAmong(JsonFormat, MarkdownFormat);
        _format.AcceptOnlyFromAmong(TextFormat, JsonFormat);
        var preview = new Command("preview", "Shows what a stack declares and holds it to every check, without engine, cluster or credentials.") { _stack, _application, _out, _format, _strict };
        preview.SetAction((parsed, _) => PreviewAsync(parsed));
        var schema = new Command("schema", "Prints what a stack file may say: the JSON schema for editors, or a table for people.") { _schemaFormat };
        schema.SetAction(parsed => output.Write(Schema(parsed.GetRequiredValue(_schemaFormat))));
        return new RootCommand("Everything an application needs to run in production. Deploy it with `pulumi up`; look at it first with `preview`.") { preview, schema };
    }

    private async Task<int> PreviewAsync(ParseResult parsed)
    {
        var stack = parsed.GetRequiredValue(_stack);
        if (stack.StartsWith('-'))
            throw new SettingsException($"{stack} is no option of preview; see preview --help for its options. Correct the command.");
        var application = parsed.GetValue(_application);
        if (application is not null && ApplicationCatalog.All.All(known => known.Name != application))
            throw new SettingsException($"--application is \"{application}\"; the applications are {string.Join(", ", ApplicationCatalog.All.Select(known => known.Name))}. Use one of these.");

        var configuration = StackFile.Read(StackFile.FindProjectFolder(Environment.CurrentDirectory), stack);
        var settings = new SettingsLoader(EnvironmentCatalog.All, ApplicationCatalog.All).Load(configuration, requireAll: parsed.GetValue(_strict), application);
        var folder = parsed.GetValue(_out) is { } path ? OutputFolder.Open(path) : null;

        var preview = await Preview.RunAsync(settings, stack);
        folder?.Write(preview.Plan);
        Show(preview, parsed.GetRequiredValue(_format));
        return preview.IsPassed ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private void Show(Preview preview, string format)
    {
        if (format == JsonFormat)
            JsonReport.Write(preview, output);
        else if (output == Console.Out && !Console.IsOutputRedirected)
            TerminalReport.Write(preview, AnsiConsole.Console);
        else
            TextReport.Write(preview, output);
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
