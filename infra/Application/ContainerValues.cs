using System.Collections.Immutable;
using System.Globalization;
using Infra.Applications.Model;
using Pulumi;

namespace Infra.Application;

/// <summary>The values of a container's variables and files, and what they give it access to.</summary>
internal sealed record ContainerValues
{
    /// <summary>The variables that anybody may see.</summary>
    public required ImmutableSortedDictionary<string, string> Plain { get; init; }

    /// <summary>The variables that nobody may see.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Secret { get; init; }

    /// <summary>The files that nobody may see, by path.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> Files { get; init; }

    /// <summary>The labels that let the pods connect to the data services whose variables they have.</summary>
    public required ImmutableSortedDictionary<string, string> ClientLabels { get; init; }

    /// <summary>What must be there before the container starts.</summary>
    public required ImmutableArray<Resource> Needs { get; init; }

    /// <summary>The data services that it connects to and whose certificate authorities it mounts, in their order.</summary>
    public required ImmutableArray<DataConnection> Verified { get; init; }

    /// <summary>Gives each variable and file its value.</summary>
    public static ContainerValues Of(ContainerDefinition container, ApplicationProjectArgs args)
    {
        var values = new Collector(args);
        foreach (var variable in container.Variables)
            values.Add(variable);
        var files = from file in container.SecretFiles
                    where args.Secrets.ContainsKey(file.Definition.Name)
                    select KeyValuePair.Create(file.Path, args.Secrets[file.Definition.Name].Current);
        return new ContainerValues
        {
            Plain = values.Plain.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Secret = values.Secret.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Files = files.ToImmutableSortedDictionary(StringComparer.Ordinal),
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

    private sealed class Collector(ApplicationProjectArgs args)
    {
        public Dictionary<string, string> Plain { get; } = [];

        public Dictionary<string, Output<string>> Secret { get; } = [];

        public Dictionary<string, string> ClientLabels { get; } = [];

        public HashSet<Resource> Needs { get; } = [];

        public void Add(Variable variable)
        {
            switch (variable)
            {
                case PlainVariable { Name: var name, Value: var value }:
                    Plain.Add(name, args.Settings.Variables[args.Definition.Name].GetValueOrDefault(name, value));
                    break;
                case EnvironmentVariable { Name: var name, IsLongName: var isLongName, Format: var format }:
                    Plain.Add(
                        name,
                        string.Format(
                            CultureInfo.InvariantCulture,
                            format,
                            isLongName ? args.Placement.Environment.LongName : args.Placement.Environment.Name));
                    break;
                case ServiceUrlVariable { Name: var name, Service: var called }:
                    var service = args.Calls.ServiceNamed(called);
                    Plain.Add(name, $"http://{args.HostOf(service)}:{service.Port}");
                    break;
                case PublicUrlVariable { Name: var name, Service: var shown }:
                    Plain.Add(name, $"https://{args.Settings.Edge.Hosts[shown]}");
                    break;
                case DomainVariable { Name: var name, Format: var format }:
                    Plain.Add(name, string.Format(CultureInfo.InvariantCulture, format, args.Settings.Edge.Domain));
                    break;
                case SecretVariable { Name: var name, Definition: var definition }:
                    AddSecret(name, definition);
                    break;
                case ConnectionVariable connection:
                    AddConnection(connection);
                    break;
            }
        }

        // An optional secret that is not set has no value, and no variable.
        private void AddSecret(string name, SecretDefinition definition)
        {
            if (!args.Secrets.TryGetValue(definition.Name, out var value))
                return;
            Secret.Add(name, value.Current);
            if (definition is GeneratedSecret { KeepsPrevious: true } && value.Previous is { } previous)
                Secret.Add(name + SecretDefinition.PreviousSuffix, previous);
        }

        private void AddConnection(ConnectionVariable variable)
        {
            if (args.Connections.FirstOrDefault(connection => connection.Service == variable.Service) is not { } connection)
                return;
            foreach (var (key, value) in connection.ClientLabels)
                ClientLabels[key] = value;
            Needs.Add(connection.Ready);
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
