namespace Infra.Data;

/// <summary>The sections of the stack file that data services are set in.</summary>
internal static class DataSection
{
    /// <summary>That of one of them: a companion's bears the companion's name.</summary>
    /// <param name="service">The data service, such as <c>postgres</c>.</param>
    /// <param name="name">The name of the server, such as <c>chatwoot-postgres</c>.</param>
    public static string Of(string service, string name) => name.EndsWith($"-{service}", StringComparison.Ordinal)
        ? $"infra:companions.{name[..^(service.Length + 1)]}.{service}"
        : $"infra:{service}";
}
