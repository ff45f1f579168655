namespace Infra.Applications.Model;

/// <summary>A port that a container listens on.</summary>
/// <param name="Name">Its name: at most 15 lower-case letters, digits and '-', unique in the pod.</param>
/// <param name="Port">Its number, 1024 to 65535.</param>
public sealed record NamedPort(string Name, int Port)
{
    /// <summary>The name of the port that a service serves requests on.</summary>
    public const string Requests = "http";

    /// <summary>The name of the port that answers probes, where it is one of its own.</summary>
    public const string Health = "health";

    /// <summary>The name of the port that metrics are read from, where it is one of its own.</summary>
    public const string Metrics = "metrics";
}

/// <summary>A call of a service of the application or of a companion, in either direction.</summary>
/// <param name="Service">The service's name.</param>
public sealed record ServiceCall(string Service)
{
    /// <summary>The port that is called. Default: the one that the service serves requests on.</summary>
    public int? Port { get; init; }

    /// <summary>The call of a service on the port that it serves requests on.</summary>
    public static implicit operator ServiceCall(string service) => new(service);
}
