using System.Text.RegularExpressions;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What each container of a workload is held to: its image, its variables, what it mounts, what it may use.</summary>
internal static partial class ContainerRules
{
    // Where the program itself mounts something.
    private static readonly string[] OfProgram = ["/tmp", "/etc/postgres-ca", "/etc/mysql-ca"];

    /// <summary>What is wrong with the containers of a workload, one line each.</summary>
    public static IEnumerable<string> FaultsOf(ProjectDefinition project, WorkloadDefinition workload)
    {
        foreach (var group in workload.AllContainers.GroupBy(container => container.Name).Where(group => group.Count() > 1))
            yield return ApplicationRules.Fault($"{workload.Name}: name of {group.Count()} containers", $"\"{group.Key}\"", "each container of a pod has a name of its own", "Rename all but one");

        foreach (var container in workload.AllContainers)
        {
            var path = container == workload ? workload.Name : $"{workload.Name}.{container.Name}";
            if (container != workload && !ApplicationRules.IsName(container.Name))
                yield return ApplicationRules.Fault($"{workload.Name}: name of a container", $"\"{container.Name}\"", ApplicationRules.NameRule, "Rename it");
            if (!ApplicationRules.IsName(container.Image))
                yield return ApplicationRules.Fault($"{path}.Image", $"\"{container.Image}\"", ApplicationRules.NameRule, "Use the name of a key below infra:release.images, which says what image it is");

            foreach (var word in container.Command.Where(string.IsNullOrEmpty))
                yield return ApplicationRules.Fault($"{path}.Command", $"\"{word}\"", "the words of a command are not empty", "Remove it");

            foreach (var fault in VariableFaults(path, project, container).Concat(PathFaults(path, container)).Concat(ResourceFaults(path, container.Resources)))
                yield return fault;
        }
    }

    private static IEnumerable<string> VariableFaults(string path, ProjectDefinition project, ContainerDefinition container)
    {
        foreach (var group in NamesOf(container).GroupBy(name => name).Where(group => group.Count() > 1))
            yield return ApplicationRules.Fault($"{path}.Variables", $"{group.Key} {group.Count()} times", "a variable has one value", "Remove all but one");

        foreach (var variable in container.Variables)
        {
            if (!VariablePattern().IsMatch(variable.Name))
                yield return ApplicationRules.Fault($"{path}.Variables", $"\"{variable.Name}\"", "names of variables are letters, digits and '_', and begin with no digit", "Rename it");

            if (variable is RedisVariable { Database: < 0 or > 15 } redis)
                yield return ApplicationRules.Fault($"{path}.Variables", $"{redis.Name} of database {redis.Database}", "Redis has the databases 0 to 15", "Use one of these");
            if (FormatOf(variable) is { } format && format.Replace("{0}", "", StringComparison.Ordinal) is var around && (around.Length == format.Length || around.AsSpan().ContainsAny('{', '}')))
                yield return ApplicationRules.Fault($"{path}.Variables", $"{variable.Name} of \"{format}\"", "the value stands where {0} is, and there are no other braces", "Add {0}");
            if (MissingNeed(project.Needs, variable) is { } missing)
                yield return ApplicationRules.Fault($"{path}.Variables", variable.Name, $"it is a part of a {missing} connection, and the {KindOf(project)} does not need {missing}", $"Add {missing} to its needs");
        }
    }

    private static string? FormatOf(Variable variable) => (variable as DomainVariable)?.Format ?? (variable as EnvironmentVariable)?.Format;

    // A secret that keeps its previous generation has a variable for that as well.
    private static IEnumerable<string> NamesOf(ContainerDefinition container)
        => container.Variables.SelectMany(variable => variable is SecretVariable { Definition: GeneratedSecret { KeepsPrevious: true } } ? [variable.Name, variable.Name + SecretDefinition.PreviousSuffix] : new[] { variable.Name });

    private static string KindOf(ProjectDefinition project) => project is CompanionDefinition ? $"companion {project.Name}" : "application";

    private static string? MissingNeed(Needs needs, Variable variable) => variable switch
    {
        PostgresVariable when needs.Postgres is null => "Postgres",
        RedisVariable when needs.Redis is null => "Redis",
        QdrantVariable when needs.Qdrant is null => "Qdrant",
        MySqlVariable when needs.MySql is null => "MySQL",
        _ => null,
    };

    private static IEnumerable<string> PathFaults(string path, ContainerDefinition container)
    {
        var folders = container.Volumes.Select(mount => (From: "Volumes", Folder: mount.Path))
            .Concat(container.ScratchFolders.Select(folder => (From: "ScratchFolders", Folder: folder)))
            .Concat(container.SecretFiles.Select(file => (From: "SecretFiles", Folder: FolderOf(file.Path))).Distinct())
            .ToList();
        foreach (var (from, folder) in folders)
        {
            if (!FolderPattern().IsMatch(folder))
                yield return ApplicationRules.Fault($"{path}.{from}", $"\"{folder}\"", "what is mounted has an absolute path of letters, digits, '-', '.', '_' and '/', with a folder of its own", "Use a path such as /var/cache/models");
        }

        foreach (var group in folders.Select(one => one.Folder).Concat(OfProgram).GroupBy(folder => folder).Where(group => group.Count() > 1))
            yield return ApplicationRules.Fault($"{path}: mounts at {group.Key}", $"{group.Count()}", "one thing is mounted at a path", "Move all but one");
    }

    private static string FolderOf(string file) => file.LastIndexOf('/') is > 0 and var end ? file[..end] : "";

    private static IEnumerable<string> ResourceFaults(string path, ResourceAmounts amounts)
    {
        foreach (var (name, amount, type) in new[]
        {
            (nameof(amounts.CpuRequest), amounts.CpuRequest, SettingTypes.Cores),
            (nameof(amounts.CpuLimit), amounts.CpuLimit, SettingTypes.Cores),
            (nameof(amounts.MemoryRequest), amounts.MemoryRequest, SettingTypes.Bytes),
            (nameof(amounts.Memory), amounts.Memory, SettingTypes.Bytes),
            (nameof(amounts.Scratch), amounts.Scratch, SettingTypes.Bytes),
        })
        {
            if (amount is not null && !type.TryParse(amount, out _))
                yield return ApplicationRules.Fault($"{path}.Resources.{name}", $"\"{amount}\"", type.Rule, $"Use a value such as {type.Example}");
        }
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VariablePattern();

    [GeneratedRegex("^(/[A-Za-z0-9._-]+)+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FolderPattern();
}
