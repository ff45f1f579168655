using StackPreview.Checks;

namespace Infra.Checks.Rules;

/// <summary>What must reach each other can, although all else is denied.</summary>
internal sealed class PathsAreOpen : ICheck<CheckContext>
{
    public string Id => "paths-open";

    public string Sentence
        => "Operators, Traefik, Prometheus, clients and callers reach what they must reach, and databases their archive";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var survey = new PathSurvey(context);
        IEnumerable<Finding> findings =
        [
            .. survey.Names(),
            .. survey.Scrapes(),
            .. survey.Routes(),
            .. context.Services.SelectMany(service => service.Paths(survey)),
            .. BackupJobs.OfVolumes(context).SelectMany(jobs => jobs.Paths(survey)),
            .. survey.Clients(),
            .. survey.Callers(),
            .. survey.Calls(),
            .. survey.Egress(),
            .. survey.Queues(),
            .. survey.AcmeSolvers(),
            .. survey.ApiClients(),
        ];
        // Pods of one owner are alike.
        return findings.Distinct();
    }
}
