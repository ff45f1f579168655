using Pulumi;
using Pulumi.Aws.Ec2;
using Pulumi.Aws.Vpc;

namespace Infra.Aws;

/// <summary>Who connects to a managed service: the cluster alone, on its port alone.</summary>
/// <param name="Group">The security group of the service.</param>
/// <param name="Opening">What lets the cluster in: the service is there once its clients can come.</param>
internal sealed record ClientAccess(SecurityGroup Group, Resource Opening)
{
    /// <summary>Declares it.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="port">Its port.</param>
    /// <param name="account">The account.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static ClientAccess Declare(string service, int port, AwsAccount account, Resource parent)
    {
        var identifier = account.NameOf(service);
        var group = new SecurityGroup(
            $"{service}-access",
            new SecurityGroupArgs
            {
                Name = identifier,
                Description = $"Who connects to {identifier}",
                VpcId = account.Network.VpcId,
            },
            account.ChildOf(parent));
        var opening = new SecurityGroupIngressRule(
            $"{service}-access-cluster",
            new SecurityGroupIngressRuleArgs
            {
                SecurityGroupId = group.Id,
                ReferencedSecurityGroupId = account.Network.ClientSecurityGroup,
                Description = "The cluster",
                IpProtocol = "tcp",
                FromPort = port,
                ToPort = port,
            },
            account.ChildOf(parent));
        return new ClientAccess(group, opening);
    }
}
