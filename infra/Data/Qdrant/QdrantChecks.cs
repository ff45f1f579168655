using Infra.Checks;
using StackPreview.Checks;

namespace Infra.Data.Qdrant;

/// <summary>The checks of plans with Qdrant.</summary>
internal sealed class QdrantChecks : DataServiceChecks
{
    /// <inheritdoc/>
    public override IEnumerable<Finding> Backups(CheckContext context)
        => Jobs(context).SelectMany(jobs => jobs.Policy(context));

    /// <inheritdoc/>
    public override IEnumerable<Finding> Paths(PathSurvey survey) => Jobs(survey.Context).SelectMany(jobs => jobs.Paths(survey));

    private static IEnumerable<BackupJobs> Jobs(CheckContext context)
        => SnapshotChecks.JobsOf<QdrantSettings>(context, QdrantService.ServiceName);
}
