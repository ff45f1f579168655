using StackPreview.Checks;
using StackPreview.Plans;

namespace Infra.Checks;

/// <summary>
/// What the checks ask a data service, as only it knows what its operator and its backups are like. Default of each: nothing.
/// </summary>
internal class DataServiceChecks
{
    /// <summary>What its objects refer to and is not there, beside what all objects may refer to.</summary>
    public virtual IEnumerable<Finding> References(CheckContext context) => [];

    /// <summary>Where it is not backed up as the environment demands.</summary>
    public virtual IEnumerable<Finding> Backups(CheckContext context) => [];

    /// <summary>Where its data is deleted with what runs it, beside what all are checked for.</summary>
    public virtual IEnumerable<Finding> Protection(CheckContext context) => [];

    /// <summary>Where others than its clients can read it, of what a cloud runs.</summary>
    public virtual IEnumerable<Finding> Exposure(CheckContext context) => [];

    /// <summary>Which paths are closed that its servers and their clients need, beside those to a StatefulSet.</summary>
    public virtual IEnumerable<Finding> Paths(PathSurvey survey) => [];

    /// <summary>Where nobody is told that its backups fail.</summary>
    /// <param name="context">The plan.</param>
    /// <param name="criticalExpressions">The expressions of critical alerts.</param>
    public virtual IEnumerable<Finding> UnwatchedBackups(CheckContext context, IReadOnlyCollection<string> criticalExpressions) => [];

    /// <summary>Where it may come to use more memory, or more of its volume, than it has: the sum, and what it is less than.</summary>
    public virtual IEnumerable<Finding> Memory(CheckContext context) => [];

    /// <summary>Where its clients may come to open more connections than it takes: the sum, and what it is less than.</summary>
    public virtual IEnumerable<Finding> Connections(CheckContext context) => [];

    /// <summary>What of it runs for long and has no metrics: the names of the objects.</summary>
    public virtual IEnumerable<string> WithoutMetrics(CheckContext context) => [];

    /// <summary>
    /// What of it runs for long and serves nobody, so that nobody need be told when it is down: the names of the objects.
    /// </summary>
    public virtual IEnumerable<string> Idle(CheckContext context) => [];

    /// <summary>What must come after what, beside clients after the StatefulSets that they connect to.</summary>
    public virtual IEnumerable<ReleaseStep> Order(CheckContext context) => [];

    /// <summary>The backups of it that a job waits for.</summary>
    public virtual IEnumerable<PlannedResource> BackupsBefore(PlannedResource job, CheckContext context) => [];
}
