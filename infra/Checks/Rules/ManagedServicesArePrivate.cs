using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>What a cloud runs for the stack is encrypted, and nobody but the cluster reaches it.</summary>
internal sealed class ManagedServicesArePrivate : ICheck<CheckContext>
{
    public string Id => "managed-services-private";

    public string Sentence
        => "Managed services are encrypted, take TLS alone, and let in nobody but the cluster";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        foreach (var finding in context.Services.SelectMany(service => service.Exposure(context)).Concat(BucketExposure.Run(context)))
            yield return finding;
        foreach (var key in context.Plan.OfType(AwsKinds.Key).Where(key => !key.Inputs.IsTrue("enableKeyRotation")))
            yield return new Finding(key, "it is never rotated", "Set enableKeyRotation to true");
        foreach (var group in context.Plan.OfType(AwsKinds.SecurityGroup).Where(HasRulesItself))
            yield return new Finding(group, "it has rules that nothing checks", "Declare them as resources of their own");
        foreach (var rule in context.Plan.OfType(AwsKinds.IngressRule).Where(rule => !IsOfOneGroupAndPort(rule)))
            yield return new Finding(rule, "it lets in more than one security group on one port", "Name the group, and the port twice");
    }

    private static bool HasRulesItself(PlannedResource group)
        => group.Inputs.Items("ingress").Any() || group.Inputs.Items("egress").Any();

    private static bool IsOfOneGroupAndPort(PlannedResource rule)
        => rule.Inputs.Text("referencedSecurityGroupId").Length > 0
            && rule.Inputs.At("cidrIpv4") is null
            && rule.Inputs.At("cidrIpv6") is null
            && rule.Inputs.At("prefixListId") is null
            && rule.Inputs.Text("ipProtocol") == "tcp"
            && rule.Inputs.Number("fromPort") is { } port
            && rule.Inputs.Number("toPort") == port;
}
