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
    /// <param name="others">The outputs that stacks are read for otherwise, by the name of the resource that reads them.</param>
    public static ResourceKind KindFor(IEnumerable<string> services, Func<string, IEnumerable<KeyValuePair<string, object>>> others)
    {
        string[] names = [.. services.SelectMany(service => new[] { SubnetOf(service), PrivateDnsZoneOf(service) })];
        return new ResourceKind(ReferenceType)
        {
            Outputs = args => new Dictionary<string, object>
            {
                ["name"] = args.Inputs["name"],
                ["outputs"] = names
                    .Select(name => KeyValuePair.Create(name, (object)Placeholder.OfPublic($"{args.Name}-{name}")))
                    .Concat(others(args.Name!))
                    .ToImmutableDictionary(),
                ["secretOutputNames"] = ImmutableArray<object>.Empty,
            },
        };
    }
}
