using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Environments;

namespace Infra.Settings;

/// <summary>Makes of an application the one whose paths for a team are private where the hosts are not a team's.</summary>
internal static class TeamExposure
{
    /// <summary>The application as an environment exposes it.</summary>
    public static ApplicationDefinition Apply(ApplicationDefinition application, EnvironmentTraits environment)
        => environment.Exposure == HostExposure.Team
            ? application
            : application with
            {
                Services = Hidden(application.Services),
                Companions =
                [
                    .. application.Companions.Select(companion => companion with { Services = Hidden(companion.Services) }),
                ],
            };

    private static ImmutableArray<ServiceDefinition> Hidden(ImmutableArray<ServiceDefinition> services)
        => [.. services.Select(service => service with { PrivatePaths = [.. service.PrivatePaths, .. service.TeamPaths] })];
}
