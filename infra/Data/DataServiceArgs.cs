using Infra.Application;
using Infra.Applications.Model;
using Infra.Aws;
using Infra.Azure;
using Infra.Backups;
using Infra.Isolation;
using Infra.Settings;

namespace Infra.Data;

/// <summary>What a provider is given.</summary>
internal sealed record DataServiceArgs<TNeed, TSettings>
    where TNeed : DataServiceNeed
    where TSettings : DataServiceSettings
{
    /// <summary>Where it is put.</summary>
    public required Placement Placement { get; init; }

    /// <summary>Its settings.</summary>
    public required TSettings Settings { get; init; }

    /// <summary>What the application needs of it.</summary>
    public required TNeed Need { get; init; }

    /// <summary>The connection to the application's own, where this is a companion's; null where there is none.</summary>
    public required DataConnection? Host { get; init; }

    /// <summary>The account of managed services; null where the stack has none.</summary>
    public required AwsAccount? Aws { get; init; }

    /// <summary>The subscription of managed services of Azure; null where the stack has none.</summary>
    public required AzureAccount? Azure { get; init; }

    /// <summary>Where its backups go; null where nothing of the stack is backed up.</summary>
    public required ObjectStorage? ObjectStorage { get; init; }

    /// <summary>The namespace from which lengths of queues are read in it; null where none are.</summary>
    public required string? ScalerNamespace { get; init; }

    /// <summary>The generation of its passwords, from 1 on.</summary>
    public required int Generation { get; init; }
}
