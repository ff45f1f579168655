using System.Collections.Immutable;
using System.Globalization;
using Infra.Applications.Model;
using Infra.Secrets;
using Pulumi;

namespace Infra.Application;

/// <summary>The values of a container's variables and files, and what they give it access to.</summary>
internal sealed record ContainerValues
{
    /// <summary>The variables that anybody may see.</summary>
    public required ImmutableSortedDictionary<string, string> Plain { get; init; }

    /// <summary>
    /// The variables that anybody may see and that name fields of the pod, which Kubernetes puts in: <see cref="PodFields"/> come first.
    /// </summary>
    public required ImmutableSortedDictionary<string, string> OfPod { get; init; }

    /// <summary>The fields of the pod that <see cref="OfPod"/> names.</summary>
    public required ImmutableArray<PodField> PodFields { get; init; }

    /// <summary>The variables that nobody may see.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Secret { get; init; }

    /// <summary>The variables whose values a store has: the names of the secrets, by the variable.</summary>
    public required ImmutableSortedDictionary<string, string> Stored { get; init; }

    /// <summary>The files that nobody may see, by path.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> SecretFiles { get; init; }

    /// <summary>The files that anybody may see, by path.</summary>
    public required ImmutableSortedDictionary<string, string> ConfigFiles { get; init; }

    /// <summary>The labels that let the pods connect to the data services whose variables they have.</summary>
    public required ImmutableSortedDictionary<string, string> ClientLabels { get; init; }

    /// <summary>What must be there before the container starts.</summary>
    public required ImmutableArray<Resource> Needs { get; init; }

    /// <summary>The data services that it connects to and whose certificate authorities it mounts, in their order.</summary>
    public required ImmutableArray<DataConnection> Verified { get; init; }

    /// <summary>Gives each variable and file its value.</summary>
    /// <param name="container">The container.</param>
    /// <param name="workload">The workload it is a part of.</param>
    /// <param name="args">The project.</param>
    public static ContainerValues Of(ContainerDefinition container, WorkloadDefinition workload, ApplicationProjectArgs args)
    {
        var values = new Collector(workload, args);
        foreach (var variable in container.Variables)
            values.Add(variable);
        var files = from file in container.SecretFiles
                    where args.Secrets.ContainsKey(file.Definition.Name)
                    select KeyValuePair.Create(file.Path, args.Secrets[file.Definition.Name].Current);
        return new ContainerValues
        {
            Plain = values.Plain.ToImmutableSortedDictionary(StringComparer.Ordinal),
            OfPod = values.OfPod.ToImmutableSortedDictionary(StringComparer.Ordinal),
            PodFields = [.. values.PodFields],
            Secret = values.Secret.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Stored = values.Stored.ToImmutableSortedDictionary(StringComparer.Ordinal),
            SecretFiles = files.ToImmutableSortedDictionary(StringComparer.Ordinal),
            ConfigFiles = container.ConfigFiles.ToImmutableSortedDictionary(
                file => file.Path,
                file => Filled(file.Content, values.Plain),
                StringComparer.Ordinal),
            ClientLabels = values.ClientLabels.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Needs = [.. values.Needs],
            Verified =
            [
                .. from connection in args.Connections
                   where connection.Authority is not null
                   where container.Variables.OfType<ConnectionVariable>().Any(variable => variable.Service == connection.Service)
                   select connection,
            ],
        };
    }

    private static string Filled(string content, Dictionary<string, string> values)
        => ConfigFile.Places().Replace(content, place => values[place.Groups["name"].Value]);

    private sealed class Collector(WorkloadDefinition workload, ApplicationProjectArgs args)
    {
        public Dictionary<string, string> Plain { get; } = [];

        public Dictionary<string, Output<string>> Secret { get; } = [];

        public Dictionary<string, string> Stored { get; } = [];

        public Dictionary<string, string> ClientLabels { get; } = [];

        public HashSet<Resource> Needs { get; } = [];

        public Dictionary<string, string> OfPod { get; } = [];

        public SortedSet<PodField> PodFields { get; } = [];

        public void Add(Variable variable)
        {
            switch (variable)
            {
                case PlainVariable { Name: var name, Value: var value }:
                    Plain.Add(name, args.Settings.Variables[args.Definition.Name].GetValueOrDefault(name, value));
                    break;
                case OptionalVariable { Name: var name }:
                    if (args.Settings.Variables[args.Definition.Name].TryGetValue(name, out var chosen))
                        Plain.Add(name, chosen);
                    break;
                case ParameterVariable { Name: var name, Default: var value }:
                    if (value is not null)
                        Plain.Add(name, value);
                    break;
                case EnvironmentVariable { Name: var name, IsLongName: var isLongName, Format: var format }:
                    Plain.Add(
                        name,
                        string.Format(
                            CultureInfo.InvariantCulture,
                            format,
                            isLongName ? args.Placement.Environment.LongName : args.Placement.Environment.Name));
                    break;
                case ServiceUrlVariable { Name: var name, Call: var call, Path: var path }:
                    var host = args.HostOf(args.Calls.ServiceNamed(call.Service), workload);
                    Plain.Add(name, $"http://{host}:{args.Calls.PortOf(call)}{path}");
                    break;
                case PublicUrlVariable { Name: var name, Service: var shown, Format: var format }:
                    Plain.Add(name, string.Format(CultureInfo.InvariantCulture, format, args.Settings.Edge.Hosts[shown]));
                    break;
                case DomainVariable { Name: var name, Format: var format }:
                    Plain.Add(name, string.Format(CultureInfo.InvariantCulture, format, args.Settings.Edge.Domain));
                    break;
                case ComposedVariable composed:
                    AddComposed(composed);
                    break;
                case SecretVariable { Name: var name, Definition: var definition }:
                    AddSecret(name, definition);
                    break;
                case FilesVariable files:
                    AddFiles(files);
                    break;
                case ConnectionVariable connection:
                    AddConnection(connection);
                    break;
            }
        }

        // What only the pod knows is put in where it starts, which Kubernetes does in variables of the container itself alone.
        private void AddComposed(ComposedVariable variable)
        {
            var values = variable.Parts.Select(ValueOf).ToArray<object>();
            var text = string.Format(CultureInfo.InvariantCulture, variable.Format, values);
            if (!variable.PodFields.Any())
            {
                Plain.Add(variable.Name, text);
                return;
            }

            PodFields.UnionWith(variable.PodFields);
            OfPod.Add(variable.Name, text);
        }

        private string ValueOf(ValuePart part) => part switch
        {
            EnvironmentPart => args.Placement.Environment.Name,
            DomainPart => args.Settings.Edge.Domain!,
            HostPart { Service: var service } => args.Settings.Edge.Hosts[service],
            PodFieldPart { Field: var field } => $"$({PodFieldVariables.NameOf(field)})",
            _ => throw new InvalidOperationException($"No value for {part}."),
        };

        // An optional secret that is not set has no value, and no variable.
        private void AddSecret(string name, SecretDefinition definition)
        {
            if (args.Store?.Has(definition.Name) == true)
            {
                Stored.Add(name, definition.Name);
                return;
            }

            if (!args.Secrets.TryGetValue(definition.Name, out var value))
                return;
            Secret.Add(name, value.Current);
            if (definition is GeneratedSecret { KeepsPrevious: true } && value.Previous is { } previous)
                Secret.Add(name + SecretDefinition.PreviousSuffix, previous);
        }

        private void AddFiles(FilesVariable variable)
        {
            if (args.Settings.Files is not { } files)
                return;
            switch (variable.Part)
            {
                case FilesPart.Bucket:
                    Plain.Add(variable.Name, files.Bucket);
                    break;
                case FilesPart.Endpoint:
                    Plain.Add(variable.Name, files.Endpoint.OriginalString);
                    break;
                case FilesPart.Region:
                    Plain.Add(variable.Name, files.Region);
                    break;
                case FilesPart.AccessKeyId:
                    AddKey(variable.Name, PlatformSecrets.FilesAccessKeyId);
                    break;
                default:
                    AddKey(variable.Name, PlatformSecrets.FilesSecretAccessKey);
                    break;
            }
        }

        private void AddKey(string name, SuppliedSecret key)
        {
            if (args.Store?.Has(key.Name) == true)
                Stored.Add(name, key.Name);
            else
                Secret.Add(name, SuppliedValue.Of(key.Name));
        }

        private void AddConnection(ConnectionVariable variable)
        {
            if (args.Connections.FirstOrDefault(connection => connection.Service == variable.Service) is not { } service)
                return;
            var connection = service.For(workload, variable);
            foreach (var (key, value) in connection.ClientLabels)
                ClientLabels[key] = value;
            Needs.Add(connection.Ready);
            if (connection.Restored is { } restored)
                Needs.Add(restored);
            switch (connection.ValueOf(variable))
            {
                case ConnectionValue.Plain { Value: var value }:
                    Plain.Add(variable.Name, value);
                    break;
                case ConnectionValue.Hidden { Value: var value }:
                    Secret.Add(variable.Name, value);
                    break;
            }
        }
    }
}
