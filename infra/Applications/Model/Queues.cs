using System.Collections.Immutable;
using Infra.Faults;

namespace Infra.Applications.Model;

/// <summary>
/// A queue that a worker takes its work from. Where the cluster has KEDA, its length says how many replicas of the worker run.
/// </summary>
/// <param name="LengthPerReplica">How many entries are one replica's work, from 1 on.</param>
public abstract record QueueDefinition(int LengthPerReplica)
{
    /// <summary>The name of the data service that it is in.</summary>
    public abstract string Service { get; }

    /// <summary>What reads its length, by KEDA's name (https://keda.sh/docs/latest/scalers/).</summary>
    public abstract string Scaler { get; }

    /// <summary>What the scaler proves itself with: a part of the connection for each of its parameters.</summary>
    public abstract ImmutableSortedDictionary<string, ConnectionVariable> Credentials { get; }

    /// <summary>What else the scaler is told.</summary>
    /// <param name="address">Where the data service takes connections: <c>host:port</c>.</param>
    /// <param name="lengthPerReplica">How many entries are one replica's work.</param>
    public abstract ImmutableSortedDictionary<string, string> ParametersAt(string address, int lengthPerReplica);

    /// <summary>What the scaler is told besides where it is to verify the data service. Default: nothing.</summary>
    public virtual ImmutableSortedDictionary<string, string> TlsParameters => ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The scaler's parameter that takes the certificate authority to verify it with. Default: none.</summary>
    public virtual string? AuthorityParameter => null;

    /// <summary>What is wrong with it.</summary>
    /// <param name="path">Where it stands.</param>
    internal virtual IEnumerable<Fault> Faults(string path) => [];
}
