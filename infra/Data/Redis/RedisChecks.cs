using Infra.Checks;

namespace Infra.Data.Redis;

/// <summary>What plans with Redis are held to.</summary>
internal sealed class RedisChecks : DataServiceChecks
{
    /// <inheritdoc/>
    public override IEnumerable<string> SecretOutputs => RedisOutputs.All.Where(output => output.IsSecret).Select(output => output.Name);
}
