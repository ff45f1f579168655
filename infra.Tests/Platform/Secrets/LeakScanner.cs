using Infra.Settings;
using Infra.Tests.Support;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using StackPreview.PlanFiles;
using StackPreview.Rendering;

namespace Infra.Tests.Platform.Secrets;

/// <summary>Looks for secrets, and for what was made of them, where they must not be.</summary>
/// <param name="secrets">The secrets.</param>
internal sealed class LeakScanner(IEnumerable<string> secrets)
{
    private readonly List<string> _forms = [.. secrets.SelectMany(Canaries.FormsOf).Distinct()];

    /// <summary>Whether a text holds a secret in any form.</summary>
    public bool Holds(string? text) => text is not null && _forms.Exists(form => text.Contains(form, StringComparison.Ordinal));

    /// <summary>Where a registration holds a secret that is not the data of a Secret.</summary>
    public IEnumerable<string> LeaksIn(MockResourceArgs args)
    {
        if (Holds(args.Type) || Holds(args.Name) || Holds(args.Provider) || Holds(args.Id))
            yield return $"{args.Type} {args.Name}";
        foreach (var (path, text) in FlatInputs.Of(args.Inputs))
        {
            if (Holds(path) || (Holds(text) && !IsSecretData(args, path)))
                yield return $"{args.Type} {args.Name}: {path}";
        }
    }

    /// <summary>Where the data of a registered Secret holds a secret, which is its place.</summary>
    public IEnumerable<string> FindsIn(MockResourceArgs args)
        => FlatInputs
            .Of(args.Inputs)
            .Where(input => IsSecretData(args, input.Key) && Holds(input.Value))
            .Select(input => $"{args.Name}: {input.Key}");

    /// <summary>What a preview would show of a secret.</summary>
    public IEnumerable<string> LeaksIn(StackSettings settings, StackRunResult run)
    {
        using var report = new StringWriter();
        TextReport.Write(Preview.Of(settings, run.Plan, Catalog.Default).Report(), report);
        if (Holds(report.ToString()))
            yield return "the report";
        if (Holds(PlanJson.Write(run.Plan)))
            yield return "the plan";
        foreach (var (fileName, _) in ManifestWriter.Write(run.Plan).Where(manifest => Holds(manifest.FileName) || Holds(manifest.Text)))
            yield return fileName;
    }

    /// <summary>The outputs that hold a secret and are not marked as one.</summary>
    public async Task<IReadOnlyList<string>> LeaksInOutputsAsync(PlatformStack stack)
    {
        var leaks = new List<string>();
        foreach (var (name, output) in StackOutputs.Of(stack))
        {
            if (Holds(await OutputUtilities.GetValueAsync(output)) && !await Output.IsSecretAsync(output))
                leaks.Add(name);
        }

        return leaks;
    }

    private static bool IsSecretData(MockResourceArgs args, string path)
        => args.Type == "kubernetes:core/v1:Secret"
        && (path.StartsWith("stringData.", StringComparison.Ordinal) || path.StartsWith("data.", StringComparison.Ordinal));
}
