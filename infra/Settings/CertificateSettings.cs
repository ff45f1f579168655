using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:edge.certificates</c>: how the certificates of the hosts are issued, by <c>infra:cluster.issuer</c>.</summary>
public sealed record CertificateSettings
{
    private const string Http = "http-01";
    private const string Dns = "dns-01";
    private const string None = "none";
    private const string Wildcard = "*.";

    /// <summary>
    /// How the issuer is shown whose a host is: <c>http-01</c>, <c>dns-01</c>, or <c>none</c> where it asks for nothing, as an own
    /// certificate authority does. Default: <c>http-01</c>.
    /// </summary>
    public string Challenge { get; init; } = Http;

    /// <summary>
    /// The names of one certificate that all hosts share which one of them covers; <c>*.example.com</c> covers what is directly below
    /// example.com. Default: none, each host has a certificate of its own.
    /// </summary>
    public ImmutableArray<string> Shared { get; init; } = [];

    /// <summary>Whether the issuer asks the hosts over HTTP.</summary>
    public bool AsksHosts => Challenge == Http;

    /// <summary>Whether the shared certificate is for a host.</summary>
    public bool IsShared(string host) => Shared.Any(name => Covers(name, host));

    /// <summary>Whether a name of a certificate is for a host.</summary>
    /// <param name="name">The name, which may begin with a wildcard.</param>
    /// <param name="host">The host.</param>
    internal static bool Covers(string name, string host)
        => name == host
            || (name.StartsWith(Wildcard, StringComparison.Ordinal) && host[(host.IndexOf('.') + 1)..] == name[Wildcard.Length..]);

    internal static CertificateSettings Read(Section section)
    {
        var settings = new CertificateSettings
        {
            Challenge = section.Get(
                "challenge",
                SettingTypes.OneOf(Http, Dns, None),
                Http,
                "How infra:cluster.issuer is shown whose a host is: http-01, dns-01, or none where it asks for nothing."),
            Shared = section.List(
                "shared",
                SettingTypes.CertificateName,
                [],
                "Names of one certificate for the hosts that they cover, wildcards among them; each other host has one of its own."),
        };
        foreach (var (index, name) in settings.AsksHosts ? settings.Shared.Index() : [])
        {
            var isWildcard = name.StartsWith(Wildcard, StringComparison.Ordinal);
            section.Report(
                $"{section.Path}.{nameof(Shared).ToLowerInvariant()}[{index}]",
                $"\"{name}\"",
                isWildcard
                    ? "HTTP-01 asks each host, and a wildcard is none"
                    : "with HTTP-01 each host has a certificate of its own: one that fails would hold up the renewal of the others",
                $"Set {section.Path}.challenge to {Dns}, or remove the line");
        }

        return settings;
    }
}
