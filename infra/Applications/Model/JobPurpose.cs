namespace Infra.Applications.Model;

/// <summary>What a job of a release is for.</summary>
public enum JobPurpose
{
    /// <summary>Changes the schema of a database: no new version of a workload starts before it has succeeded.</summary>
    Migration,

    /// <summary>Puts example data in, after the rollout, and only in environments that have example data.</summary>
    Seed,
}
