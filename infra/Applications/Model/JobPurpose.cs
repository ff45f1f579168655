namespace Infra.Applications.Model;

/// <summary>What a job is for, which decides when and where it runs.</summary>
public enum JobPurpose
{
    /// <summary>Changes the schema of a database: no new version of a workload starts before it has succeeded.</summary>
    Migration,

    /// <summary>Brings data in, once, where <c>infra:release.imports</c> names it: after the migrations, before the rollout.</summary>
    Import,

    /// <summary>Sees whether a release works, after its rollout; with a canary, before the canary gets its share of the requests.</summary>
    Verification,

    /// <summary>Puts example data in, after the rollout, and only in environments that have example data.</summary>
    Seed,

    /// <summary>Runs at set times.</summary>
    Scheduled,

    /// <summary>Runs when somebody starts it: <c>kubectl create job --from=cronjob/NAME</c>.</summary>
    OnDemand,
}
