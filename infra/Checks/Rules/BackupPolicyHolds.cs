using StackPreview.Checks;

namespace Infra.Checks.Rules;

/// <summary>What holds data and is backed up is so as often, and for as long, as the environment demands.</summary>
internal sealed class BackupPolicyHolds : ICheck<CheckContext>
{
    public string Id => "backup-policy";

    public string Sentence => "Every database is backed up as often, and kept for as long, as the environment demands";

    public IEnumerable<Finding> Run(CheckContext context)
        => context.Services.SelectMany(service => service.Backups(context))
            .Concat(BackupJobs.OfVolumes(context).SelectMany(jobs => jobs.Policy(context)));
}
