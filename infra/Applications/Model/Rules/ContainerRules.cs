using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>The rules for each container of a workload: its image, its variables, what it mounts, its resources.</summary>
internal static partial class ContainerRules
{
    // https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object
    private const int LongestKey = 253;

    /// <summary>What is wrong with the containers of a workload.</summary>
    /// <param name="project">Whose it is.</param>
    /// <param name="workload">The workload.</param>
    /// <param name="services">The data services that the project may have.</param>
    public static IEnumerable<Fault> FaultsOf(
        ProjectDefinition project,
        WorkloadDefinition workload,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        foreach (var group in Duplicates.Of(workload.AllContainers, container => container.Name))
        {
            yield return new Fault(
                $"{workload.Name}: name of {group.Count()} containers",
                $"\"{group.Key}\"",
                "each container of a pod has a name of its own",
                "Rename all but one");
        }

        foreach (var container in workload.AllContainers)
        {
            var path = container == workload ? workload.Name : $"{workload.Name}.{container.Name}";
            if (container != workload && !NameRules.IsName(container.Name))
                yield return new Fault($"{workload.Name}: name of a container", $"\"{container.Name}\"", NameRules.Rule, "Rename it");
            if (workload is JobDefinition && container.Name == DerivedNames.AwaitPaths)
            {
                yield return new Fault(
                    $"{workload.Name}: name of a container",
                    $"\"{container.Name}\"",
                    "the program itself puts a container of this name into the pods of jobs",
                    "Rename it");
            }

            if (!NameRules.IsName(container.Image))
            {
                yield return new Fault(
                    $"{path}.{nameof(container.Image)}",
                    $"\"{container.Image}\"",
                    NameRules.Rule,
                    "Use the name of a key below infra:release.images, which says what image it is");
            }

            var faults = WordFaults(path, container)
                .Concat(VariableFaults($"{path}.{nameof(container.Variables)}", project, container, services))
                .Concat(ParameterFaults($"{path}.{nameof(container.Variables)}", workload, container))
                .Concat(ConfigFileFaults($"{path}.{nameof(container.ConfigFiles)}", container))
                .Concat(MountFaults(path, container, services))
                .Concat(ResourceFaults($"{path}.{nameof(container.Resources)}", container.Resources));
            foreach (var fault in faults)
                yield return fault;
        }
    }

    private static IEnumerable<Fault> WordFaults(string path, ContainerDefinition container)
        => WordFaults($"{path}.{nameof(container.Command)}", container.Command)
            .Concat(WordFaults($"{path}.{nameof(container.Arguments)}", container.Arguments));

    private static IEnumerable<Fault> WordFaults(string path, ImmutableArray<string> words)
    {
        if (words.Contains(""))
            yield return new Fault(path, "\"\"", "the words of a command are not empty", "Remove it");
        foreach (var index in words.Index().Where(word => !PlainText.IsText(word.Item)).Select(word => word.Index))
            yield return new Fault($"{path}[{index}]", "no text", PlainText.Rule, PlainText.Fix);
    }

    // Nobody starts another workload by hand.
    private static IEnumerable<Fault> ParameterFaults(string path, WorkloadDefinition workload, ContainerDefinition container)
        => workload is JobDefinition { Purpose: JobPurpose.OnDemand }
            ? []
            : from parameter in container.Variables.OfType<ParameterVariable>()
              select new Fault(
                  path,
                  parameter.Name,
                  $"only a job of the purpose {nameof(JobPurpose.OnDemand)} is given values by whoever starts it",
                  "Make it a plain or an optional variable");

    private static IEnumerable<Fault> ConfigFileFaults(string path, ContainerDefinition container)
        => from file in container.ConfigFiles
        from place in ConfigFile.Places().Matches(file.Content)
        let name = place.Groups["name"].Value
        where !container.Variables.Any(variable => variable.Name == name && IsAlwaysPlain(variable))
        select new Fault(
            $"{path}: {file.Path}",
            $"\"{place.Value}\"",
            "it stands for a variable of the container that always has a value, which is no secret",
            NearestName.Suggest(name, [.. container.Variables.Where(IsAlwaysPlain).Select(variable => variable.Name)], variable =>
                variable));

    private static bool IsAlwaysPlain(Variable variable)
        => variable is PlainVariable or EnvironmentVariable or DomainVariable or ServiceUrlVariable or PublicUrlVariable;

    private static IEnumerable<Fault> VariableFaults(
        string path,
        ProjectDefinition project,
        ContainerDefinition container,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        foreach (var group in Duplicates.Of(NamesOf(container), name => name))
            yield return new Fault(path, $"{group.Key} {group.Count()} times", "a variable has one value", "Remove all but one");

        foreach (var name in NamesOf(container).Where(name => name.Length > LongestKey))
        {
            yield return new Fault(
                path,
                $"\"{name}\"",
                $"names of variables are keys of a ConfigMap or Secret, which have {LongestKey} characters at most",
                "Shorten it");
        }

        foreach (var fault in container.Variables.SelectMany(variable => VariableFaults(path, project, variable, services)))
            yield return fault;
    }

    private static IEnumerable<Fault> VariableFaults(
        string path,
        ProjectDefinition project,
        Variable variable,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        if (!VariablePattern().IsMatch(variable.Name))
        {
            yield return new Fault(
                path,
                $"\"{variable.Name}\"",
                "names of variables are letters, digits and '_', and begin with no digit",
                "Rename it");
        }

        if (variable is PlainVariable { Value: var text } && !PlainText.IsText(text))
            yield return new Fault(path, variable.Name, PlainText.Rule, PlainText.Fix);

        foreach (var fault in (variable as ConnectionVariable)?.Faults(path) ?? [])
            yield return fault;

        if (variable is ComposedVariable composed && !HasAllPlaces(composed))
        {
            yield return new Fault(
                path,
                $"{variable.Name} of \"{composed.Format}\"",
                $"it has a place for each of its {composed.Parts.Length} values, and there are no other braces",
                $"Name the places {string.Join(", ", composed.Parts.Select((_, index) => $"{{{index}}}"))}");
        }

        if (FormatOf(variable) is { } format && !HasOnePlace(format))
        {
            yield return new Fault(
                path,
                $"{variable.Name} of \"{format}\"",
                "the value stands where {0} is, and there are no other braces",
                "Add {0}");
        }

        if (variable is ConnectionVariable { Service: var bound } && project.Needs.All(need => need.Service != bound))
        {
            var title = services.FirstOrDefault(service => service.Name == bound)?.Title ?? bound;
            yield return new Fault(
                path,
                variable.Name,
                $"it is a part of a {title} connection, and the {KindOf(project)} does not need {title}",
                $"Add {title} to its needs");
        }
    }

    private static string? FormatOf(Variable variable)
        => variable switch
        {
            DomainVariable { Format: var format } => format,
            EnvironmentVariable { Format: var format } => format,
            PublicUrlVariable { Format: var format } => format,
            _ => null,
        };

    private static bool HasOnePlace(string format)
    {
        var around = format.Replace("{0}", "", StringComparison.Ordinal);
        return around.Length < format.Length && !around.AsSpan().ContainsAny('{', '}');
    }

    private static bool HasAllPlaces(ComposedVariable variable)
    {
        var around = variable.Format;
        for (var index = 0; index < variable.Parts.Length; index++)
        {
            if (!around.Contains($"{{{index}}}", StringComparison.Ordinal))
                return false;
            around = around.Replace($"{{{index}}}", "", StringComparison.Ordinal);
        }

        return !around.AsSpan().ContainsAny('{', '}');
    }

    // A secret that keeps its previous generation has a variable for that as well.
    private static IEnumerable<string> NamesOf(ContainerDefinition container)
    {
        foreach (var variable in container.Variables)
        {
            yield return variable.Name;
            if (variable is SecretVariable { Definition: GeneratedSecret { KeepsPrevious: true } })
                yield return variable.Name + SecretDefinition.PreviousSuffix;
        }
    }

    private static string KindOf(ProjectDefinition project)
        => project is CompanionDefinition ? $"companion {project.Name}" : "application";

    private static IEnumerable<Fault> MountFaults(
        string path,
        ContainerDefinition container,
        IReadOnlyList<IDataServiceDefinition> services)
    {
        List<(string From, string Folder)> folders =
        [
            .. container.Volumes.Select(mount => (nameof(container.Volumes), mount.Path)),
            .. container.ScratchFolders.Select(folder => (nameof(container.ScratchFolders), folder)),
            .. container.SecretFiles.Select(file => (nameof(container.SecretFiles), FolderOf(file.Path))).Distinct(),
            .. container.ConfigFiles.Select(file => (nameof(container.ConfigFiles), FolderOf(file.Path))).Distinct(),
        ];
        foreach (var (from, folder) in folders.Where(one => !FolderPattern().IsMatch(one.Folder)))
        {
            yield return new Fault(
                $"{path}.{from}",
                $"\"{folder}\"",
                "what is mounted has an absolute path of letters, digits, '-', '.', '_' and '/', with a folder of its own",
                "Use a path such as /var/cache/models");
        }

        foreach (var group in Duplicates.Of(folders.Select(one => one.Folder).Concat(OwnFolders(services)), folder => folder))
        {
            yield return new Fault(
                $"{path}: mounts at {group.Key}",
                $"{group.Count()}",
                "one thing is mounted at a path",
                "Move all but one");
        }
    }

    // Where the program itself mounts something.
    private static IEnumerable<string> OwnFolders(IReadOnlyList<IDataServiceDefinition> services)
        => services.Where(service => service.HasAuthority).Select(service => DataServiceNames.CaFolderOf(service.Name)).Prepend("/tmp");

    private static string FolderOf(string file) => file.LastIndexOf('/') is > 0 and var end ? file[..end] : "";

    private static IEnumerable<Fault> ResourceFaults(string path, ResourceAmounts amounts) =>
    [
        .. QuantityRange.Cores.FaultsOf($"{path}.{nameof(amounts.CpuRequest)}", amounts.CpuRequest),
        .. QuantityRange.Cores.FaultsOf($"{path}.{nameof(amounts.CpuLimit)}", amounts.CpuLimit),
        .. amounts.MemoryRequest is { } request ? QuantityRange.Bytes.FaultsOf($"{path}.{nameof(amounts.MemoryRequest)}", request) : [],
        .. QuantityRange.Bytes.FaultsOf($"{path}.{nameof(amounts.Memory)}", amounts.Memory),
        .. QuantityRange.Bytes.FaultsOf($"{path}.{nameof(amounts.Scratch)}", amounts.Scratch),
    ];

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VariablePattern();

    [GeneratedRegex("^(/[A-Za-z0-9._-]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FolderPattern();
}
