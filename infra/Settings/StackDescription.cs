using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What a stack file may say: made of the same calls that read it, so that it cannot differ.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Secrets">The secrets.</param>
internal sealed record StackDescription(ImmutableArray<DescribedSetting> Settings, ImmutableArray<SuppliedSecret> Secrets)
{
    /// <summary>Describes the stack files that a loader reads.</summary>
    public static StackDescription Of(SettingsLoader loader)
    {
        var readings = (from application in loader.Applications
                        from environment in loader.Environments
                        select (environment.Name, Reading: loader.Describe(environment, application))).ToList();
        return new StackDescription(
            DescribedSetting.Join([.. readings.Select(reading => (reading.Name, reading.Reading.Descriptions))]),
            [
                .. readings.SelectMany(reading => reading.Reading.SecretDefinitions)
                    .Concat(PlatformSecrets.All)
                    .DistinctBy(secret => secret.Name),
            ]);
    }
}
