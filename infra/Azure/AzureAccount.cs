using System.Collections.Immutable;
using Infra.Environments;
using Infra.Settings;
using Pulumi;
using Pulumi.AzureNative;
using Pulumi.AzureNative.Resources;

namespace Infra.Azure;

/// <summary>
/// The subscription that managed services of a stack are made in. Nothing of it is declared where no service is: a stack that is in the
/// cluster alone has no provider of Azure.
/// </summary>
/// <param name="settings">Its settings.</param>
/// <param name="environment">The environment.</param>
/// <param name="application">The application.</param>
/// <param name="ns">The namespace of the stack, which what is made is named after.</param>
internal sealed class AzureAccount(AzureSettings settings, EnvironmentTraits environment, string application, string ns)
{
    private readonly ImmutableDictionary<string, string> _tags =
        CloudTags.Of(settings.Tags, environment, application, ns).ToImmutableDictionary();
    private ProviderResource? _provider;
    private Input<string>? _resourceGroup;
    private StackReference? _network;
    private Input<string>? _actionGroup;

    /// <summary>Its settings.</summary>
    public AzureSettings Settings => settings;

    /// <summary>
    /// The one provider that everything in it is deployed with. Nothing of it comes from the environment of whoever runs the program but
    /// the credentials, which no plan has.
    /// </summary>
    public ProviderResource Provider => _provider ??= DeclareProvider();

    /// <summary>The name of the resource group that everything is in.</summary>
    public Input<string> ResourceGroup => _resourceGroup ??= settings.ResourceGroup is { } existing ? existing : DeclareResourceGroup();

    /// <summary>The resource id of the action group that is told of alerts.</summary>
    public Input<string> ActionGroup => _actionGroup ??= settings.ActionGroup is { } existing ? existing : AlertReceivers.Declare(this);

    /// <summary>The tags of whatever is made: there is none that the provider gives by itself.</summary>
    public InputMap<string> Tags => _tags;

    /// <summary>What a part of the stack is called in the subscription: the namespace tells it from those of other stacks.</summary>
    public string NameOf(string part) => $"{ns}-{part}";

    /// <summary>The same for what no other of Azure may be called, in any subscription.</summary>
    public string UniqueNameOf(string part) => UniqueNameOf(settings, ns, part);

    /// <inheritdoc cref="UniqueNameOf(string)"/>
    /// <param name="settings">The settings of the subscription.</param>
    /// <param name="ns">The namespace of the stack.</param>
    /// <param name="part">The part.</param>
    public static string UniqueNameOf(AzureSettings settings, string ns, string part)
        => settings.NameSuffix is { } suffix ? $"{ns}-{part}-{suffix}" : $"{ns}-{part}";

    /// <summary>The resource id of the subnet that a data service is put in.</summary>
    /// <param name="service">The data service, as its section is called.</param>
    public Input<string> SubnetOf(string service)
        => settings.Subnets.TryGetValue(service, out var id) ? id : OutputOf(NetworkOutputs.SubnetOf(service));

    /// <summary>The resource id of the private DNS zone that hosts of a data service are in.</summary>
    /// <param name="service">The data service, as its section is called.</param>
    public Input<string> PrivateDnsZoneOf(string service)
        => settings.PrivateDnsZones.TryGetValue(service, out var id) ? id : OutputOf(NetworkOutputs.PrivateDnsZoneOf(service));

    /// <summary>The options of a resource in the subscription.</summary>
    /// <param name="parent">The component that it is a part of; null for none.</param>
    /// <param name="after">What it comes after, beside that whose values it has.</param>
    public CustomResourceOptions ChildOf(Resource? parent, params IEnumerable<Resource> after)
        => new() { Parent = parent, Provider = Provider, DependsOn = after.ToArray() };

    private Output<string> OutputOf(string name)
    {
        _network ??= new StackReference("azure-network", new StackReferenceArgs { Name = settings.NetworkStack! });
        return _network.RequireOutput(name).Apply(value => $"{value}");
    }

    private Provider DeclareProvider() => new(
        "azure",
        new ProviderArgs
        {
            Location = settings.Location,
            SubscriptionId = settings.SubscriptionId,
            TenantId = settings.TenantId is { } tenant ? (Input<string>)tenant : null,
        });

    private Output<string> DeclareResourceGroup()
    {
        var options = ChildOf(parent: null);
        options.Protect = environment.ProtectsData;
        var group = new ResourceGroup(
            "azure-resource-group",
            new ResourceGroupArgs { ResourceGroupName = ns, Location = settings.Location, Tags = Tags },
            options);
        return group.Name;
    }
}
