using Infra.Faults;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Kinds;

namespace Infra.Tests.Data;

/// <summary>The network of managed services on AWS, by the outputs of another stack.</summary>
public sealed class AwsNetworkTests
{
    private const string Aws = """
        {
          "region": "eu-central-1",
          "accountId": "123456789012",
          "networkStack": "organization/network/prod",
          "subnetRanges": ["10.0.128.0/20"]
        }
        """;

    [Fact]
    public async Task What_the_file_does_not_say_is_read_from_the_stack_that_it_names_once()
    {
        var preview = await RdsStack.PreviewAsync(AwsStack.SettingsOf("prod", null, ("aws", Aws)));
        Assert.Equal("", string.Join('\n', preview.Checks.SelectMany(result => result.Findings).Select(finding => finding.Text)));
        var plan = preview.Plan;
        var reference = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:pulumi:StackReference");
        Assert.Equal("organization/network/prod", reference.Inputs.Text("name"));
        foreach (var group in plan.OfType(AwsKinds.SecurityGroup))
            Assert.Equal("generated-aws-network-vpcId", group.Inputs.Text("vpcId"));
        foreach (var rule in plan.OfType(AwsKinds.IngressRule))
            Assert.Equal("generated-aws-network-clientSecurityGroupId", rule.Inputs.Text("referencedSecurityGroupId"));
        foreach (var subnets in plan.OfType(AwsKinds.SubnetGroup).Concat(plan.OfType(AwsKinds.CacheSubnetGroup)))
        {
            Assert.Equal(
                ["generated-aws-network-privateSubnetIds-1", "generated-aws-network-privateSubnetIds-2"],
                subnets.Inputs.Items("subnetIds").Select(id => $"{id}"));
        }

        Assert.Equal(2, plan.OfType(AwsKinds.SecurityGroup).Count());
    }

    [Theory]
    [InlineData(
        "organization/network/prod",
        "network",
        "infra:aws.networkStack is \"network\"; it takes a stack as organization/project/stack. "
            + "Use a value such as organization/network/prod, or remove the line.")]
    [InlineData(
        "\"subnetRanges\": [\"10.0.128.0/20\"]",
        "\"subnetRanges\": []",
        "infra:aws.subnetRanges is missing; pods connect to no address that no rule names. "
            + "Set it to the address ranges of the subnets, for instance: [10.0.128.0/20, 10.0.144.0/20].")]
    public void What_names_no_network_is_refused(string right, string wrong, string fault)
    {
        var refusal = Assert.Throws<InputException>(
            () => RdsStack.SettingsOf("prod", null, ("aws", Aws.Replace(right, wrong, StringComparison.Ordinal))));
        Assert.Contains($"Pulumi.prod.yaml: {fault}", refusal.Messages);
    }
}
