using Infra.Aws;
using Infra.Azure;

namespace Infra.Data;

/// <summary>Where managed services are made; null for what a stack has none of.</summary>
/// <param name="Aws">The account of AWS.</param>
/// <param name="Azure">The subscription of Azure.</param>
internal sealed record CloudAccounts(AwsAccount? Aws, AzureAccount? Azure)
{
    /// <summary>None.</summary>
    public static CloudAccounts None { get; } = new(Aws: null, Azure: null);
}
