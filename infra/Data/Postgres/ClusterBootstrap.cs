using System.Collections.Immutable;
using Infra.Kubernetes.CloudNativePg;
using Pulumi;
using SecretKeySelectorArgs = Pulumi.Kubernetes.Types.Inputs.Core.V1.SecretKeySelectorArgs;

namespace Infra.Data.Postgres;

/// <summary>
/// Where the data of a cluster comes from when it is made (https://cloudnative-pg.io/documentation/current/bootstrap/): nowhere, or from a
/// base backup and the write-ahead log after it, or from a running server.
/// </summary>
internal static class ClusterBootstrap
{
    /// <summary>The entry of the external clusters that is read from.</summary>
    public const string Origin = "origin";

    /// <summary>The changes that a cluster which exists does not get: what is said of its making may be removed once it is made.</summary>
    public static ImmutableArray<string> Kept { get; } = ["spec.bootstrap", "spec.externalClusters"];

    /// <summary>Whether a new cluster gets data from elsewhere, which takes its time.</summary>
    public static bool BringsData(PostgresSettings settings) => settings.Recover is { Mask: null } || settings.Import is not null;

    /// <summary>How a cluster is made.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="need">Its database.</param>
    /// <param name="settings">Where its data comes from.</param>
    public static BootstrapConfigurationArgs Of(string name, PostgresNeed need, PostgresSettings settings)
        => settings.Recover is { Mask: null } recovery
            ? new BootstrapConfigurationArgs { Recovery = Recovery(name, need, recovery) }
            : new BootstrapConfigurationArgs { Initdb = Initdb(name, need, settings.Import) };

    /// <summary>The clusters elsewhere that it is made from.</summary>
    /// <param name="name">Its name; its object store, which leads to the archive of the other as well, bears the same.</param>
    /// <param name="settings">Where its data comes from.</param>
    public static IEnumerable<ExternalClusterArgs> SourcesOf(string name, PostgresSettings settings)
    {
        if (settings.Import is { } import)
            yield return Source(name, import);
        if (settings.Recover is not { Mask: null } recovery)
            yield break;
        yield return new ExternalClusterArgs
        {
            Name = Origin,
            Plugin = new PluginConfigurationArgs
            {
                Name = ClusterSpec.BarmanPlugin,
                Parameters = { [ClusterSpec.ObjectStoreParameter] = name, [ArchiveName.Parameter] = recovery.From },
            },
        };
    }

    private static ExternalClusterArgs Source(string name, PostgresImport import)
    {
        var source = new ExternalClusterArgs
        {
            Name = Origin,
            ConnectionParameters =
            {
                ["host"] = import.Host,
                ["port"] = $"{import.Port}",
                ["user"] = import.Username,
                ["dbname"] = import.IsOfSeveral ? "postgres" : import.Database,
                ["sslmode"] = import.SslMode,
            },
            Password = new SecretKeySelectorArgs { Name = PostgresCluster.ImportOf(name), Key = PostgresCluster.ImportPassword },
        };
        if (import.IsVerified)
            source.SslRootCert = new SecretKeySelectorArgs { Name = PostgresCluster.ImportOf(name), Key = ClusterSpec.CaCertificate };
        return source;
    }

    private static BootstrapInitDBArgs Initdb(string name, PostgresNeed need, PostgresImport? import)
    {
        var extensions = need.Extensions.Select(extension => $"CREATE EXTENSION IF NOT EXISTS \"{extension}\"").ToArray();
        var initdb = Empty(name, need);
        // Several databases bring their extensions along; into one, they come after what it brings itself.
        if (import is null)
            initdb.PostInitApplicationSQL = extensions;
        else if (import.IsOfSeveral)
            initdb.Import = Import("monolith", [.. import.Databases], [.. import.Roles], []);
        else
            initdb.Import = Import("microservice", [import.Database], [], extensions);
        return initdb;
    }

    private static ImportArgs Import(string type, string[] databases, string[] roles, string[] extensions)
    {
        var import = new ImportArgs
        {
            Type = type,
            Source = new ImportSourceArgs { ExternalCluster = Origin },
            Databases = databases,
        };
        if (roles.Length > 0)
            import.Roles = roles;
        if (extensions.Length > 0)
            import.PostImportApplicationSQL = extensions;
        return import;
    }

    private static BootstrapInitDBArgs Empty(string name, PostgresNeed need) => new()
    {
        Database = need.Database,
        Owner = need.Database,
        Secret = new LocalObjectReferenceArgs { Name = PostgresCluster.OwnerOf(name) },
        DataChecksums = true,
        // The operator's own choice knows no letters but ASCII's, and then ILIKE, lower() and full-text search do not either.
        // Text is in the order of its code points, so that no index depends on the version of a library.
        LocaleCollate = "C",
        LocaleCType = "C.UTF-8",
    };

    private static BootstrapRecoveryArgs Recovery(string name, PostgresNeed need, PostgresRecovery recovery)
    {
        var args = new BootstrapRecoveryArgs
        {
            Source = Origin,
            Database = need.Database,
            Owner = need.Database,
            Secret = new LocalObjectReferenceArgs { Name = PostgresCluster.OwnerOf(name) },
        };
        if (recovery.HasTarget)
        {
            args.RecoveryTarget = new RecoveryTargetArgs
            {
                BackupID = recovery.Backup!,
                TargetTime = recovery.TargetTime?.Text!,
                TargetName = recovery.TargetName!,
                TargetImmediate = recovery.IsImmediate ? (Input<bool>)true : null!,
            };
        }

        return args;
    }
}
