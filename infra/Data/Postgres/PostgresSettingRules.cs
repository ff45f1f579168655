using Infra.Applications.Model;
using Infra.Environments;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra.Data.Postgres;

/// <summary>What settings of Postgres are held to beyond what each of them takes by itself.</summary>
/// <param name="section">Where they stand.</param>
/// <param name="settings">They.</param>
internal sealed class PostgresSettingRules(Section section, PostgresSettings settings)
{
    /// <summary>Reports what is against the rules.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="project">Whose they are.</param>
    /// <param name="need">What the project needs; null where it needs none.</param>
    public void Hold(EnvironmentTraits environment, ProjectDefinition project, PostgresNeed? need)
    {
        if (settings.Version < need?.MinimumVersion)
        {
            section.Report(
                $"{section.Path}.version",
                $"{settings.Version}",
                $"{project.Title} needs Postgres {need.MinimumVersion} or later",
                $"Use {need.MinimumVersion} or later");
        }

        var cluster = ClusterName.Of(DataServiceNames.Of(project, PostgresService.ServiceName), settings.Incarnation);
        if (settings.Incarnation > 1 && cluster.Length > ClusterName.Longest)
        {
            section.Report(
                $"{section.Path}.incarnation",
                $"{settings.Incarnation}",
                $"its cluster is called {cluster}, and the operator takes at most {ClusterName.Longest} characters",
                $"Remove it, or give {project.Name} a shorter name");
        }

        HoldReplicas();
        HoldUpgrade();
        if (settings.Recover is { Mask: null } && settings.Recover.From == settings.Archive)
        {
            section.Report(
                $"{section.Path}.archive",
                $"\"{settings.Archive}\"",
                "it is the archive that is recovered from, and two histories in one archive are none",
                $"Remove it, or set another, such as {settings.Archive}-{settings.Incarnation}");
        }

        if (settings.Recover is not null && settings.Import is not null)
        {
            section.Report(
                $"{section.Path}.import",
                $"\"{settings.Import.Host}\"",
                "a cluster is made from a backup or from a running server, not from both",
                $"Remove it, or {section.Path}.recover");
        }

        if (settings.Recover?.Mask is { } source)
            HoldMask(source, environment, project, need);
        if (settings.Image is not null && PostgresImages.MajorOf(settings.Image) != settings.Version)
        {
            section.Report(
                $"{section.Path}.image",
                $"\"{settings.Image}\"",
                $"the operator reads the major version from the tag, and {section.Path}.version is {settings.Version}",
                $"Use an image whose tag begins with {settings.Version}, such as {PostgresImages.Of(settings.Version)}");
        }
    }

    private void HoldReplicas()
    {
        // With one replica, nobody could write while it restarts.
        var least = settings.Synchronous == PostgresSettings.Required ? 3 : 2;
        if (settings.Synchronous is not null && settings.Instances < least)
        {
            section.Report(
                $"{section.Path}.{PostgresSettings.SynchronousKey}",
                $"\"{settings.Synchronous}\"",
                $"it takes {least} instances, and there {(settings.Instances == 1 ? "is" : "are")} {settings.Instances}",
                $"Set {section.Path}.instances to {least} or more, or remove it");
        }
    }

    private void HoldUpgrade()
    {
        if (settings.UpgradeFrom is not { } former)
            return;
        if (former >= settings.Version)
        {
            section.Report(
                $"{section.Path}.{PostgresSettings.UpgradeFromKey}",
                $"{former}",
                $"{section.Path}.version is {settings.Version}, and an upgrade leads to a newer one",
                "Remove it");
        }
        else if (!ArchiveName.Carries(settings.Archive, settings.Version))
        {
            section.Report(
                $"{section.Path}.{PostgresSettings.UpgradeFromKey}",
                $"{former}",
                "one archive never holds two major versions",
                $"Add {section.Path}.archive with the new one in its name, such as {PostgresService.ServiceName}-v{settings.Version}");
        }
    }

    /// <summary>What only the whole stack tells of a cluster.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="settings">The settings of the cluster.</param>
    /// <param name="path">Where they stand.</param>
    public static IEnumerable<Fault> FaultsIn(StackSettings stack, PostgresSettings settings, string path)
    {
        if (stack.ObjectStorage is { Own: not null } && settings.Existing is null && settings.Backup.Encryption is { } encryption)
        {
            yield return new Fault(
                $"{path}.backup.encryption",
                $"\"{encryption}\"",
                "the bucket that the stack makes encrypts with a key of its own, and this would have another one used",
                "Remove the line");
        }
    }

    private void HoldMask(ObjectStorageSettings source, EnvironmentTraits environment, ProjectDefinition project, PostgresNeed? need)
    {
        var path = $"{section.Path}.recover.mask.destination";
        var value = $"\"{source.Destination.OriginalString}\"";
        if (environment.ProtectsData)
        {
            section.Report(
                path,
                value,
                $"{environment.Name} has what other environments get copies of",
                $"Remove {section.Path}.recover.mask");
        }
        else if (need?.Masking is null)
        {
            section.Report(
                path,
                value,
                $"the definition of {project.Title} does not say what in its database is personal data",
                $"Give its {nameof(PostgresNeed)} a {nameof(PostgresNeed.Masking)}, or remove {section.Path}.recover.mask");
        }
    }
}
