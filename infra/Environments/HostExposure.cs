namespace Infra.Environments;

/// <summary>Who sends requests to the hosts of an environment.</summary>
public enum HostExposure
{
    /// <summary>A team, whose members and tests may all come from one address.</summary>
    Team,

    /// <summary>Anybody.</summary>
    Internet,
}
