using Guestbook;
using Pulumi;
using StackPreview;
using StackPreview.Checks;
using StackPreview.Comparison;
using StackPreview.Kinds;
using StackPreview.PlanFiles;
using StackPreview.Plans;
using StackPreview.Rendering;
using StackPreview.Rules;
using StackPreview.Running;

// Run by the Pulumi engine, the program is deployed; run with a verb, it previews itself.
if (PulumiEngine.HasStartedThisProcess)
    return await Deployment.RunAsync<GuestbookStack>();

// Values of the configuration stand among the arguments: image=registry.example.com/guestbook:1.1.0
var settings = args.Where(arg => arg.Contains('='))
    .Select(arg => arg.Split('=', 2))
    .ToDictionary(pair => $"guestbook:{pair[0]}", pair => pair[1]);
try
{
    switch (args.Where(arg => !arg.Contains('=')).ToArray())
    {
        case ["preview", var stack, .. var rest] when rest is [] or ["--out", _]:
            var plan = await PlanAsync(stack);
            var preview = new CheckedPlan(plan, CheckResult.AllOf([new ImagesAreVersions()], new PlanView(plan)));
            if (rest is [_, var folder])
                OutputFolder.Open(folder).Write(plan);
            Reports.Show(new Report(preview));
            return preview.IsPassed ? 0 : 1;
        case ["diff", var before, var after]:
            var changes = PlanComparer.Compare(await PlanAsync(before), await PlanAsync(after), ChangeRules.BuiltIn);
            Reports.Write(changes, ReportFormat.Text, Console.Out);
            return changes.IsPassed ? 0 : 1;
        default:
            throw new PreviewException(
                "The arguments name no verb; it is preview STACK [--out FOLDER], or diff A B, of stacks or of plans that end in .json. "
                    + "Use one of these.");
    }
}
catch (PreviewException exception)
{
    await Console.Error.WriteLineAsync(string.Join('\n', exception.Messages));
    return 2;
}

// The plan in a file, or that of a stack.
Task<Plan> PlanAsync(string name) =>
    name.EndsWith(".json", StringComparison.Ordinal)
        ? Task.FromResult(PlanFile.Read(name, Environment.CurrentDirectory, KindCatalog.Default))
        : OfflineRun.PlanAsync(
            StackProgram.Of(options => new GuestbookStack(options)),
            new RunOptions
            {
                Project = "guestbook",
                Stack = name,
                Configuration = settings,
                AllSecretsArePlaceholders = true,
                Namespace = "guestbook",
            });
