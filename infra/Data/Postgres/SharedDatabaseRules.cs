using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>When a companion's database may be in the application's cluster.</summary>
internal static class SharedDatabaseRules
{
    /// <summary>Reports what is against it.</summary>
    /// <param name="section">Where its settings stand.</param>
    /// <param name="project">Whose they are.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    /// <param name="host">The settings of the application's own Postgres; null where there is none.</param>
    public static void Hold(Section section, ProjectDefinition project, PostgresNeed? need, PostgresSettings? host)
    {
        foreach (var rule in Broken(project, need, host).Take(1))
        {
            section.Report(
                $"{section.Path}.provider",
                $"\"{DataService.Shared}\"",
                rule,
                $"Use {DataService.InCluster}, or remove the line");
        }
    }

    private static IEnumerable<string> Broken(ProjectDefinition project, PostgresNeed? need, PostgresSettings? host)
    {
        if (project is not CompanionDefinition)
            yield return $"{project.Title} is no companion of another";
        if (need is not { AllowsSharedCluster: true })
        {
            yield return $"the definition of {project.Title} does not say that it may share a cluster "
                + $"({nameof(PostgresNeed.AllowsSharedCluster)})";
        }

        if (host is null)
            yield return "the application has no Postgres of its own that it could be in";
        if (host is not null && host.Database == need?.Database)
            yield return $"the application's database is called {host.Database} as well";
        if (host?.Rds is not null)
            yield return "the application's Postgres is an instance of RDS, where the operator makes no databases";
        if (host?.Flexible is not null)
            yield return "the application's Postgres is a flexible server of Azure, where the operator makes no databases";
        if (host?.Existing is not null)
            yield return "the application's Postgres runs elsewhere, where the operator makes no databases";
        if (host?.Version < need?.MinimumVersion)
            yield return $"{project.Title} needs Postgres {need!.MinimumVersion} or later, and the application's is {host!.Version}";
        // The operator drops them in every database where no parameter of the cluster keeps them.
        if (need?.Extensions.FirstOrDefault(extension => ManagedExtensions.All.Contains(extension)) is { } managed)
            yield return $"its extension {managed} is one that the operator makes or drops in all databases of a cluster";
    }
}
