using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Kubernetes;
using Infra.Values;
using Pulumi;

namespace Infra.Data.Postgres;

/// <summary>The scratch cluster of a restore drill or of a masked copy, as a script makes it.</summary>
internal static class ScratchClusterSpec
{
    /// <summary>
    /// Its spec, as JSON: one instance as large as the live ones, since a server does not start with less than what the write-ahead log
    /// was written with; without a plugin, so that it archives nothing; with a certificate of the live cluster's authority, which the
    /// drill knows before the cluster is there.
    /// </summary>
    /// <param name="client">The live cluster.</param>
    /// <param name="args">The live cluster's size and database.</param>
    /// <param name="archive">The name that the live cluster archives under.</param>
    /// <param name="name">Its own name, which its service account bears.</param>
    public static Output<string> Of(
        PostgresClient client,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        Output<string> archive,
        string name)
        => archive.Apply(serverName =>
            Annotated(Json(client, args, client.Cluster, serverName, recovery: null), args.ObjectStorage!.AnnotationsOf(name))
                .ToJsonString());

    /// <summary>The spec of one that is made from another stack's archive.</summary>
    /// <param name="client">The live cluster.</param>
    /// <param name="args">The live cluster's size and database.</param>
    /// <param name="store">The object store that the archive is read from.</param>
    /// <param name="recovery">The archive, and up to where it is read.</param>
    public static string Of(
        PostgresClient client,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        string store,
        PostgresRecovery recovery)
        => Json(client, args, store, recovery.From, recovery).ToJsonString();

    private static JsonObject Json(
        PostgresClient client,
        DataServiceArgs<PostgresNeed, PostgresSettings> args,
        string store,
        string serverName,
        PostgresRecovery? recovery)
    {
        var settings = args.Settings;
        var spec = new JsonObject
        {
            ["instances"] = 1,
            ["imageName"] = settings.ImageName,
            ["enablePDB"] = false,
            ["storage"] = Volume(settings.Storage, args),
            ["walStorage"] = Volume(settings.WalStorage, args),
            ["certificates"] = new JsonObject { ["serverCASecret"] = ClusterSpec.CaSecret(client.Cluster) },
            ["postgresql"] = new JsonObject
            {
                ["parameters"] = Parameters(args),
                ["pg_hba"] = new JsonArray(ClusterSpec.OnlyEncrypted),
            },
            ["resources"] = Resources(settings),
            ["managed"] = new JsonObject
            {
                ["services"] = new JsonObject { ["disabledDefaultServices"] = new JsonArray("r", "ro") },
            },
            ["bootstrap"] = new JsonObject
            {
                ["recovery"] = new JsonObject
                {
                    ["source"] = ClusterBootstrap.Origin,
                    ["database"] = client.Database,
                    ["owner"] = client.Database,
                    ["secret"] = new JsonObject { ["name"] = client.Owner },
                },
            },
            ["externalClusters"] = new JsonArray(new JsonObject
            {
                ["name"] = ClusterBootstrap.Origin,
                ["plugin"] = new JsonObject
                {
                    ["name"] = ClusterSpec.BarmanPlugin,
                    ["parameters"] = new JsonObject { [ClusterSpec.ObjectStoreParameter] = store, [ArchiveName.Parameter] = serverName },
                },
            }),
        };
        // A server does not start with less than what the write-ahead log was written with, and nobody here knows what that was.
        if (recovery is not null)
            spec["postgresql"]!["parameters"]!["max_connections"] = $"{PostgresSettings.MostConnections}";
        if (recovery is { HasTarget: true })
            spec["bootstrap"]!["recovery"]!["recoveryTarget"] = Target(recovery);
        if (args.Placement.Cluster.PriorityClass is { } priority)
            spec["priorityClassName"] = priority;
        return spec;
    }

    private static JsonObject Annotated(JsonObject spec, ImmutableSortedDictionary<string, string> annotations)
    {
        if (annotations.IsEmpty)
            return spec;
        var all = new JsonObject();
        foreach (var (key, value) in annotations)
            all[key] = value;
        spec["serviceAccountTemplate"] = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = all } };
        return spec;
    }

    private static JsonObject Target(PostgresRecovery recovery)
    {
        var target = new JsonObject();
        if (recovery.Backup is { } backup)
            target["backupID"] = backup;
        if (recovery.TargetTime is { } time)
            target["targetTime"] = time.Text;
        if (recovery.TargetName is { } name)
            target["targetName"] = name;
        if (recovery.IsImmediate)
            target["targetImmediate"] = true;
        return target;
    }

    private static JsonObject Volume(Quantity size, DataServiceArgs<PostgresNeed, PostgresSettings> args)
    {
        var volume = new JsonObject { ["size"] = size.Canonical };
        if ((args.Settings.Drill.StorageClass ?? args.Placement.Cluster.StorageClass) is { } storageClass)
            volume["storageClass"] = storageClass;
        return volume;
    }

    private static JsonObject Parameters(DataServiceArgs<PostgresNeed, PostgresSettings> args)
    {
        var parameters = new JsonObject();
        foreach (var (key, value) in ClusterParameters.Of(args.Need, args.Settings))
            parameters[key] = value;
        return parameters;
    }

    private static JsonObject Resources(PostgresSettings settings) => new()
    {
        ["requests"] = new JsonObject
        {
            ["cpu"] = settings.Cpu.Canonical,
            ["memory"] = settings.Memory.Canonical,
            ["ephemeral-storage"] = "1Gi",
        },
        ["limits"] = new JsonObject
        {
            ["cpu"] = PodDefaults.DatabaseCpuLimit(settings.Cpu).Canonical,
            ["memory"] = settings.Memory.Canonical,
            ["ephemeral-storage"] = "1Gi",
        },
    };
}
