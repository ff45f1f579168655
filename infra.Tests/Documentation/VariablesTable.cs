using System.Text;
using Infra.Applications.Model;
using Infra.Data.MySql;
using Infra.Data.Postgres;
using Infra.Data.Qdrant;
using Infra.Data.Redis;

namespace Infra.Tests.Documentation;

/// <summary>
/// The variables of an application and its companions as a table in Markdown: what each means, and where its value comes from.
/// </summary>
internal static class VariablesTable
{
    /// <summary>The table of an application.</summary>
    public static string Of(ApplicationDefinition application)
    {
        var text = new StringBuilder("| variable | of | meaning | value |\n|---|---|---|---|\n");
        foreach (var project in application.Projects)
        {
            var rows = from workload in project.Workloads
                       from container in workload.AllContainers
                       from row in RowsOf(project, container)
                       select (row.Name, row.Meaning, row.Value, Container: NameOf(workload, container));
            var groups = rows.GroupBy(row => (row.Name, row.Meaning, row.Value));
            foreach (var group in groups.OrderBy(group => group.Key.Name, StringComparer.Ordinal))
            {
                var containers = string.Join(", ", group.Select(row => row.Container).Distinct());
                text.Append($"| `{group.Key.Name}` | {containers} | {group.Key.Meaning} | {group.Key.Value} |\n");
            }
        }

        return text.ToString();
    }

    private static string NameOf(WorkloadDefinition workload, ContainerDefinition container)
        => container == workload ? workload.Name : $"{workload.Name}/{container.Name}";

    private static IEnumerable<(string Name, string Meaning, string Value)> RowsOf(
        ProjectDefinition project,
        ContainerDefinition container)
    {
        foreach (var variable in container.Variables)
        {
            yield return (variable.Name, MeaningOf(project, variable), ValueOf(project, variable));
            if (variable is SecretVariable { Definition: GeneratedSecret { KeepsPrevious: true } })
            {
                yield return (
                    variable.Name + SecretDefinition.PreviousSuffix,
                    $"The value of `{variable.Name}` before.",
                    "the generation before, while both are valid");
            }
        }

        foreach (var file in container.SecretFiles)
            yield return (file.Path, file.Definition.Meaning, $"a file; {SourceOf(file.Definition)}");
    }

    private static string MeaningOf(ProjectDefinition project, Variable variable) => variable switch
    {
        PlainVariable { Meaning: var meaning } => meaning,
        OptionalVariable { Meaning: var meaning } => meaning,
        ParameterVariable { Meaning: var meaning } => meaning,
        SecretVariable { Definition.Meaning: var meaning } => meaning,
        EnvironmentVariable { IsLongName: true } => "Environment: development, staging or production.",
        EnvironmentVariable => "Environment: dev, stage or prod.",
        DomainVariable => "Domain of the stack.",
        ServiceUrlVariable { Call.Service: var service } => $"Address of {service} in the cluster.",
        PublicUrlVariable { Service: var service } => $"Address of {service} for the outside.",
        ComposedVariable { Parts: var parts } => $"Text of {string.Join(", ", parts.Select(MeaningOf))}.",
        FilesVariable { Part: var part } => $"{Words(part)} of the application's files.",
        PostgresVariable { Part: var part } => $"{Words(part)} of Postgres.",
        MySqlVariable { Part: var part } => $"{Words(part)} of MySQL.",
        RedisVariable { Part: var part } => $"{Words(part)} of Redis.",
        QdrantVariable { Part: var part } => $"{Words(part)} of Qdrant.",
        _ => throw new InvalidOperationException($"No meaning of {variable} of {project.Name}."),
    };

    private static string MeaningOf(ValuePart part) => part switch
    {
        EnvironmentPart => "the environment",
        DomainPart => "the domain",
        HostPart { Service: var service } => $"the host of {service}",
        PodFieldPart { Field: PodField.Name } => "the pod's name",
        PodFieldPart => "the pod's address",
        _ => throw new InvalidOperationException($"No meaning of {part}."),
    };

    private static string ValueOf(ProjectDefinition project, Variable variable) => variable switch
    {
        PlainVariable { Name: var name, Value: var value } => $"`{value}`, or `{SettingsOf(project)}.{name}`",
        OptionalVariable { Name: var name } => $"absent, or `{SettingsOf(project)}.{name}`",
        ParameterVariable { Default: null } => "absent, or by whoever starts the job",
        ParameterVariable { Default: var value } => $"`{value}`, or by whoever starts the job",
        SecretVariable { Definition: var definition } => SourceOf(definition),
        EnvironmentVariable => "`infra:environment`",
        DomainVariable => "`infra:edge.domain`",
        ServiceUrlVariable => "the program",
        PublicUrlVariable { Service: var service } => $"`infra:edge.hosts.{service}`",
        ComposedVariable { PodFields: var fields } when fields.Any() => "the settings and the pod",
        ComposedVariable => "the settings",
        FilesVariable { Part: FilesPart.AccessKeyId } => "`pulumi config set --secret FILES_ACCESS_KEY_ID`, with `infra:files`",
        FilesVariable { Part: FilesPart.SecretAccessKey } => "`pulumi config set --secret FILES_SECRET_ACCESS_KEY`, with `infra:files`",
        FilesVariable => "`infra:files`",
        ConnectionVariable { Service: var service } => $"`{DataServiceNames.Of(project, service)}`, which the program declares",
        _ => throw new InvalidOperationException($"No source of {variable} of {project.Name}."),
    };

    private static string SourceOf(SecretDefinition definition) => definition switch
    {
        GeneratedSecret { Name: var name } => $"generated; anew with `infra:generations.{name}`",
        SuppliedSecret { Name: var name, IsOptional: true } => $"absent, or `pulumi config set --secret {name}`",
        SuppliedSecret { Name: var name } => $"`pulumi config set --secret {name}`, before the first deployment",
        _ => throw new InvalidOperationException($"No source of {definition}."),
    };

    private static string SettingsOf(ProjectDefinition project)
        => project is CompanionDefinition ? $"infra:companions.{project.Name}.variables" : "infra:variables";

    private static string Words<T>(T part)
        where T : struct, Enum
    {
        var words = new StringBuilder();
        foreach (var letter in $"{part}")
            words.Append(char.IsUpper(letter) && words.Length > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{letter}");
        return $"{words}" switch
        {
            "Url" => "Connection",
            "Read only url" => "Connection for reads",
            "Ca file" => "Path of the certificate authority",
            var text => text,
        };
    }
}
