using Infra.Aws;
using Infra.Checks;
using Infra.Kubernetes;
using Pulumi.Kubernetes.Types.Inputs.Networking.V1;
using StackPreview.Checks;
using StackPreview.Plans;

namespace Infra.Data;

/// <summary>The paths from pods to the subnets of managed services.</summary>
internal static class SubnetPaths
{
    /// <summary>The policy that opens them to the clients of a data service, on its port alone.</summary>
    /// <param name="service">The name of the data service.</param>
    /// <param name="port">Its port.</param>
    /// <param name="account">The account that the subnets are in.</param>
    public static NetworkPolicySpecArgs Policy(string service, int port, AwsAccount account) => new()
    {
        PodSelector = NetworkRules.Selecting(Labels.ClientOf(service)),
        PolicyTypes = { "Egress" },
        Egress = { NetworkRules.To([.. account.Settings.SubnetRanges.Select(NetworkRules.Addresses)], port) },
    };

    /// <summary>Which of them are closed that the clients of a data service need.</summary>
    /// <param name="survey">The paths of the plan.</param>
    /// <param name="service">The name of the data service.</param>
    /// <param name="port">Its port.</param>
    /// <param name="provider">What AWS calls what runs it.</param>
    public static IEnumerable<Finding> Closed(PathSurvey survey, string service, int port, string provider)
        => from client in survey.Pods.With(Labels.ClientOf(service))
           from range in survey.Context.Settings.Aws?.SubnetRanges ?? []
           where !survey.Network.AllowsOut(client.Labels, new NetworkPeer.Address(range.Split('/')[0]), port)
           select PathSurvey.Closed(client.Owner, $"it does not reach port {port} of {provider} in {range}");
}
