using Infra.Applications.Model;
using Infra.Steps;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Postgres;

/// <summary>What steps of the platform ask a server with psql: as the owner of the database, unless they name another role.</summary>
internal sealed record PostgresClient
{
    /// <summary>The longest time that a script of its own waits for the server, unless the step says otherwise.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>The cluster.</summary>
    public required string Cluster { get; init; }

    /// <summary>The namespace that it is in.</summary>
    public required string Namespace { get; init; }

    /// <summary>An image of its version, which has psql.</summary>
    public required string Image { get; init; }

    /// <summary>The host of its primary.</summary>
    public required Output<string> Host { get; init; }

    /// <summary>Its port. Default: 5432.</summary>
    public int Port { get; init; } = PostgresPorts.Postgres;

    /// <summary>How the server is verified (sslmode). Default: verify-full.</summary>
    public string SslMode { get; init; } = "verify-full";

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The role. Default: the one that owns the database, and has its name.</summary>
    public string User { get => field ?? Database; init; }

    /// <summary>The secret of the role: <c>username</c> and <c>password</c>.</summary>
    public required string Owner { get; init; }

    /// <summary>The Secret with the server's certificate authority, key <c>ca.crt</c>. Default: the one that its operator makes.</summary>
    public string AuthoritySecret { get => field ?? ClusterSpec.CaSecret(Cluster); init; }

    /// <summary>The labels of pods that may connect.</summary>
    public Dictionary<string, string> Labels => Kubernetes.Labels.ClientOf(Cluster);

    /// <summary>The volume that the server is verified with.</summary>
    public VolumeArgs Authority => new()
    {
        Name = AuthorityVolume,
        Secret = new SecretVolumeSourceArgs
        {
            SecretName = AuthoritySecret,
            Items = { new KeyToPathArgs { Key = ClusterSpec.CaCertificate, Path = ClusterSpec.CaCertificate } },
        },
    };

    private static string AuthorityVolume => DataServiceNames.CaVolumeOf(PostgresService.ServiceName);

    private static string AuthorityFolder => DataServiceNames.CaFolderOf(PostgresService.ServiceName);

    /// <summary>A container whose script asks the server with psql.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="script">The script.</param>
    /// <param name="variables">What it is told beside the server.</param>
    public StepContainer Asking(string name, string script, params IEnumerable<EnvVarArgs> variables) => new(name, Image, script)
    {
        // https://www.postgresql.org/docs/current/libpq-envars.html
        Variables =
        [
            StepContainer.Told("PGHOST", Host),
            StepContainer.Told("PGPORT", $"{Port}"),
            StepContainer.Told("PGDATABASE", Database),
            StepContainer.Told("PGUSER", User),
            new EnvVarArgs
            {
                Name = "PGPASSWORD",
                ValueFrom = new EnvVarSourceArgs { SecretKeyRef = new SecretKeySelectorArgs { Name = Owner, Key = "password" } },
            },
            StepContainer.Told("PGSSLMODE", SslMode),
            StepContainer.Told("PGSSLROOTCERT", $"{AuthorityFolder}/{ClusterSpec.CaCertificate}"),
            StepContainer.Told("PGCONNECT_TIMEOUT", "5"),
            StepContainer.Told("PGOPTIONS", "-c statement_timeout=30s"),
            .. variables,
        ],
        Mounts = [new VolumeMountArgs { Name = AuthorityVolume, MountPath = AuthorityFolder, ReadOnly = true }],
    };
}
