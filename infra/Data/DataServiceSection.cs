namespace Infra.Data;

/// <summary>The sections of the stack file that data services are set in.</summary>
internal static class DataServiceSection
{
    /// <summary>The section of one. A companion's bears the companion's name.</summary>
    /// <param name="name">Its name in the namespace.</param>
    /// <param name="service">The name of its kind, which its own ends in.</param>
    public static string Of(string name, string service)
        => name.EndsWith($"-{service}", StringComparison.Ordinal)
            ? $"infra:companions.{name[..^(service.Length + 1)]}.{service}"
            : $"infra:{service}";
}
