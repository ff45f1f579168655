using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary>What a stack file may say: made of the same calls that read it, so that it cannot differ.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Secrets">The secrets.</param>
internal sealed record StackDescription(ImmutableArray<DescribedSetting> Settings, ImmutableArray<SuppliedSecret> Secrets)
{
    /// <summary>Describes the stack files of these environments and applications.</summary>
    public static StackDescription Of(IReadOnlyList<EnvironmentProfile> environments, IReadOnlyList<ApplicationDefinition> applications)
    {
        var loader = new SettingsLoader(environments, applications);
        var readings = (from application in applications
                        from environment in environments
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
