using Infra.Tests.PreviewTests.Comparison;

namespace Infra.Tests.Data.Redis;

/// <summary>Valkey and Redis do not read each other's files.</summary>
public sealed class EnginesKeepTheirFilesTests
{
    private const string Problem = "which may not read the files on its volume: the server does not start then. "
        + "Leave the engine; for the other one, take the data over into a server with an empty volume.";

    [Fact]
    public async Task Another_engine_on_a_volume_is_warned_of()
    {
        var valkey = await StackChange.PlanAsync("prod");
        var redis = await StackChange.PlanWithAsync("prod", "infra:redis: {engine: redis}");
        Assert.Equal(
            [$"StatefulSet redis: its image changes from docker.io/valkey/valkey to docker.io/library/redis, {Problem}"],
            StackChange.Between(valkey, redis).Warnings.Select(finding => finding.Text));
        Assert.Equal(
            [$"StatefulSet redis: its image changes from docker.io/library/redis to docker.io/valkey/valkey, {Problem}"],
            StackChange.Between(redis, valkey).Warnings.Select(finding => finding.Text));
    }

    [Fact]
    public async Task Another_version_of_an_engine_is_not()
        => Assert.Empty((await StackChange.CompareAsync("prod", "infra:redis: {memory: 1536Mi}")).Warnings);
}
