using Infra.Tests.Support;

namespace Infra.Tests.Platform.Deploying;

/// <summary>How everything in the cluster is deployed.</summary>
public sealed class ClusterProviderTests
{
    public static TheoryData<string, string> Deployments => Repository.DeploymentData;

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task What_a_hand_has_changed_is_changed_back_whoever_owns_the_field(string application, string stack)
    {
        var plan = (await Previews.OfAsync(stack, application)).Plan;
        var provider = Assert.Single(plan.Resources, resource => resource.Type == "pulumi:providers:kubernetes");
        Assert.Equal("true", provider.Inputs["enablePatchForce"]!.ToString());
    }
}
