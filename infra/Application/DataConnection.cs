using Infra.Applications.Model;
using Pulumi;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>How a project reaches one of its data services, wherever that runs.</summary>
internal abstract record DataConnection
{
    /// <summary>The name of the data service.</summary>
    public abstract string Service { get; }

    /// <summary>The labels of pods that may connect.</summary>
    public required Dictionary<string, string> ClientLabels { get; init; }

    /// <summary>Where it takes connections: <c>host:port</c>.</summary>
    public abstract Output<string> Address { get; }

    /// <summary>
    /// What tells the server from the one in the cluster: jobs of a release that have run there have not run here. Null: it is the one in
    /// the cluster.
    /// </summary>
    public string? Location { get; init; }

    /// <summary>What is there once the data service can be used.</summary>
    public required Resource Ready { get; init; }

    /// <summary>What brings data into it before its clients come; null for nothing.</summary>
    public Resource? Restored { get; init; }

    /// <summary>Whether clients come over TLS. Default: where there is an authority to verify the server with.</summary>
    public bool HasTls { get => field || Authority is not null; init; }

    /// <summary>The certificate authority that the server is verified with; null where it has none that could be verified.</summary>
    public CertificateAuthority? Authority { get; init; }

    /// <summary>The folder that <see cref="Authority"/> is mounted at in pods that connect.</summary>
    public string AuthorityFolder => DataServiceNames.CaFolderOf(Service);

    /// <summary>The name of the volume, in these pods, with the certificate of <see cref="Authority"/>.</summary>
    public string AuthorityVolume => DataServiceNames.CaVolumeOf(Service);

    /// <summary>How containers of these pods mount it.</summary>
    public VolumeMountArgs AuthorityMount => new() { Name = AuthorityVolume, MountPath = AuthorityFolder, ReadOnly = true };

    /// <summary>The path of the certificate in these pods; null where there is none.</summary>
    public string? AuthorityFile => Authority is null ? null : $"{AuthorityFolder}/{Authority.Key}";

    /// <summary>The way that a workload takes for a variable, where there are several. Default: this one.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="variable">The variable.</param>
    public virtual DataConnection For(WorkloadDefinition workload, ConnectionVariable variable) => this;

    /// <summary>The value of a variable; null where it has none, and is left out.</summary>
    public abstract ConnectionValue? ValueOf(ConnectionVariable variable);

    /// <summary>Declares a backup that is taken now, before a job runs; null where none can be taken on demand.</summary>
    /// <param name="job">The name of the job.</param>
    public virtual Resource? BackUpBefore(string job) => null;
}
