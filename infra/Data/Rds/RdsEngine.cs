using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Data.Rds;

/// <summary>What RDS runs, as its data service knows it.</summary>
internal sealed record RdsEngine
{
    /// <summary>Its name, which is that of the data service as well.</summary>
    public required string Name { get; init; }

    /// <summary>Its name as people write it.</summary>
    public required string Title { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>What the application is called on it: a role, or a user.</summary>
    public required string Account { get; init; }

    /// <summary>The names that no such account can have, beside that of the administrator.</summary>
    public required ImmutableArray<string> Reserved { get; init; }

    /// <summary>What such a name cannot begin with.</summary>
    public required ImmutableArray<string> ReservedPrefixes { get; init; }

    /// <summary>The logs that go to CloudWatch.</summary>
    public required ImmutableArray<string> Logs { get; init; }

    /// <summary>The parameter that has the server refuse connections without TLS.</summary>
    public required string TlsParameter { get; init; }

    /// <summary>Its value.</summary>
    public required string TlsValue { get; init; }

    /// <summary>The type of <c>engineVersion</c>.</summary>
    public required SettingType<string> VersionType { get; init; }

    /// <summary>The classes that have no insights.</summary>
    public required ImmutableArray<string> ClassesWithoutInsights { get; init; }

    /// <summary>The class where data is protected from nothing: the smallest that serves.</summary>
    public required string SmallestClass { get; init; }

    /// <summary>The account of the step that makes the application's account on an instance.</summary>
    /// <param name="service">The name of the data service in the namespace.</param>
    public string StepOf(string service) => $"{service}-{Account}";

    /// <summary>Whether a name is one that the application's account cannot have.</summary>
    public bool IsReserved(string name)
        => Reserved.Contains(name)
            || name == RdsInstance.Administrator
            || ReservedPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
}
