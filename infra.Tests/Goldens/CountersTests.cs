using Infra.Tests.Support;

namespace Infra.Tests.Goldens;

/// <summary>Texts are compared without the counters that every addition changes, and with all others.</summary>
public sealed class CountersTests
{
    [Theory]
    [InlineData("2 to change, 81 unchanged; 1 workload rolls out.", "2 to change, N unchanged; 1 workload rolls out.")]
    [InlineData("21 resources differ, 5 only in stage, 61 the same.", "21 resources differ, 5 only in stage, N the same.")]
    [InlineData("prod: application shop, 84 resources in namespace shop", "prod: application shop, N resources in namespace shop")]
    [InlineData("all 28 checks passed. 118 resources, 7 workloads", "all N checks passed. N resources, 7 workloads")]
    [InlineData("1 of 28 checks failed", "1 of 28 checks failed")]
    [InlineData("<summary>Alerts (61)</summary>", "<summary>Alerts (N)</summary>")]
    [InlineData("<summary>Outputs (18)</summary>", "<summary>Outputs (18)</summary>")]
    public void They_stand_for_none(string text, string masked) => Assert.Equal(masked, Counters.Masked(text));
}
