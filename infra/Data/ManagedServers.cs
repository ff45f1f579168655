namespace Infra.Data;

/// <summary>What servers that a cloud runs have in common.</summary>
internal static class ManagedServers
{
    /// <summary>The administrator, whom a server is made with. Nobody but the step that makes the application's account is told of it.</summary>
    public const string Administrator = "platform";
}
