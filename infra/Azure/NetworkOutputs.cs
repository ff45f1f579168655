using System.Collections.Immutable;
using StackPreview.Kinds;

namespace Infra.Azure;

/// <summary>The outputs of the stack that <c>infra:azure.networkStack</c> names, which say where managed services are put.</summary>
internal static class NetworkOutputs
{
    /// <summary>The type of a stack that is read.</summary>
    public const string ReferenceType = "pulumi:pulumi:StackReference";

    /// <summary>The output that is the resource id of a data service's subnet.</summary>
    /// <param name="service">The data service, as its section is called.</param>
    public static string SubnetOf(string service) => $"{service}SubnetId";

    /// <summary>The output that is the resource id of a data service's private DNS zone.</summary>
    /// <param name="service">The data service, as its section is called.</param>
    public static string PrivateDnsZoneOf(string service) => $"{service}PrivateDnsZoneId";

    /// <summary>What a preview, which reads no other stack, knows of one: that it has these outputs.</summary>
    /// <param name="services">The data services that there are.</param>
    public static ResourceKind KindFor(IEnumerable<string> services)
    {
        string[] names = [.. services.SelectMany(service => new[] { SubnetOf(service), PrivateDnsZoneOf(service) })];
        return new ResourceKind(ReferenceType)
        {
            Outputs = args => new Dictionary<string, object>
            {
                ["name"] = args.Inputs["name"],
                ["outputs"] = names.ToImmutableDictionary(name => name, name => (object)Placeholder.OfPublic($"{args.Name}-{name}")),
                ["secretOutputNames"] = ImmutableArray<object>.Empty,
            },
        };
    }
}
