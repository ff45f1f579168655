using System.Collections.Immutable;
using Infra.Settings;
using Pulumi;
using StackPreview.Kinds;

namespace Infra.Aws;

/// <summary>
/// The network that managed services are put in: what the stack file says of it, and else what the stack gives out that
/// <c>infra:aws.networkStack</c> names.
/// </summary>
/// <param name="settings">The settings of the account.</param>
internal sealed class AwsNetwork(AwsSettings settings)
{
    private const string VpcOutput = "vpcId";
    private const string SubnetsOutput = "privateSubnetIds";
    private const string ClientsOutput = "clientSecurityGroupId";

    private StackReference? _stack;

    /// <summary>The virtual private cloud.</summary>
    public Input<string> VpcId => settings.VpcId ?? TextOf(VpcOutput);

    /// <summary>The private subnets.</summary>
    public InputList<string> SubnetIds
        => settings.Subnets.IsEmpty ? Stack.RequireOutput(SubnetsOutput).Apply(TextsOf) : settings.Subnets.Keys.ToArray();

    /// <summary>The security group of what may connect.</summary>
    public Input<string> ClientSecurityGroup => settings.ClientSecurityGroup ?? TextOf(ClientsOutput);

    private StackReference Stack => _stack ??= new StackReference("aws-network", new StackReferenceArgs { Name = settings.NetworkStack! });

    /// <summary>What a preview, which reads no other stack, knows of one: that it has these outputs.</summary>
    /// <param name="reference">The name of the resource that reads it.</param>
    public static IEnumerable<KeyValuePair<string, object>> PreviewOutputs(string reference)
    {
        yield return KeyValuePair.Create(VpcOutput, Of(VpcOutput));
        yield return KeyValuePair.Create(SubnetsOutput, (object)ImmutableArray.Create(Of($"{SubnetsOutput}-1"), Of($"{SubnetsOutput}-2")));
        yield return KeyValuePair.Create(ClientsOutput, Of(ClientsOutput));

        object Of(string name) => Placeholder.OfPublic($"{reference}-{name}");
    }

    private static ImmutableArray<string> TextsOf(object value)
        => value is IEnumerable<object> texts
            ? [.. texts.Select(text => $"{text}")]
            : throw new InvalidOperationException($"The output {SubnetsOutput} of infra:aws.networkStack is no list of subnets.");

    private Input<string> TextOf(string output) => Stack.RequireOutput(output).Apply(value => $"{value}");
}
