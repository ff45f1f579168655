using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Data;

/// <summary>
/// <c>infra:SERVICE.existing</c>: a server that runs elsewhere and that this program neither makes nor backs up, such as one of a cloud or
/// of Supabase.
/// </summary>
public sealed record ExistingServer
{
    private const string AddressesKey = "addresses";
    private const string HostKey = "host";
    private const string Public = "public";

    /// <summary>The key of what clients verify it with.</summary>
    internal const string AuthorityKey = "authority";

    /// <summary>The value of <see cref="AuthorityKey"/> where the certificate authority is supplied.</summary>
    internal const string Supplied = "supplied";

    /// <summary>Its host, as its certificate says it.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>The address ranges that it is in: nothing else is open to its clients.</summary>
    public required ImmutableArray<string> Addresses { get; init; }

    /// <summary>What clients prove themselves with, which is supplied: a password, or a key.</summary>
    public required SuppliedSecret Password { get; init; }

    /// <summary>The certificate authority that it is verified with, which is supplied; null where clients know it.</summary>
    public SuppliedSecret? Authority { get; init; }

    /// <summary>What is supplied.</summary>
    internal IEnumerable<SuppliedSecret> Secrets => Authority is null ? [Password] : [Password, Authority];

    /// <summary>Reads the section; null where another provider is chosen, and the section is not there.</summary>
    /// <param name="section">The section.</param>
    /// <param name="provider">The provider that is chosen.</param>
    /// <param name="service">The name of the data service in the namespace.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="port">The port unless the file says another.</param>
    /// <param name="isAuthoritySupplied">
    /// Whether its certificate authority is always supplied, as clients verify it with nothing else; or the section says so.
    /// </param>
    internal static ExistingServer? Read(
        Section section,
        string provider,
        string service,
        string title,
        int port,
        bool isAuthoritySupplied)
    {
        const string Meaning = "Host of the server that runs elsewhere, as its certificate says it.";
        var isChosen = provider == DataService.Existing;
        var hasAuthority = isAuthoritySupplied
            || section.Get(
                AuthorityKey,
                SettingTypes.OneOf(Public, Supplied),
                Public,
                "What clients verify it with: the authorities that their images know (public), or one that is supplied.") == Supplied;
        var prefix = service.ToUpperInvariant().Replace('-', '_');
        var server = new ExistingServer
        {
            Host = isChosen
                ? section.Require(HostKey, SettingTypes.SubdomainName, "unset", Meaning, shownDefault: "none")
                : section.Find(HostKey, SettingTypes.SubdomainName, Meaning, "none") ?? "unset",
            Port = section.Get("port", SettingTypes.Integer(1, 65_535), port, "Its port."),
            Addresses = section.List(
                AddressesKey,
                SettingTypes.AddressRange,
                [],
                "The address ranges that it is in. Clients reach them on its port and nothing beside them."),
            Password = new SuppliedSecret($"{prefix}_EXISTING_PASSWORD", IsOptional: false)
            {
                Meaning = $"What the application proves itself with to the {title} that runs elsewhere.",
            },
            Authority = hasAuthority
                ? new SuppliedSecret($"{prefix}_EXISTING_CA", IsOptional: false)
                {
                    Meaning = $"Certificate authority of that {title} (PEM).",
                }
                : null,
        };
        if (!isChosen)
        {
            if (section.IsPresent)
            {
                section.Report(
                    section.Path,
                    server.Host,
                    $"the provider is {provider}",
                    $"Set provider: {DataService.Existing} beside it, or remove it");
            }

            return null;
        }

        if (server.Addresses.IsEmpty)
        {
            section.Report(
                $"{section.Path}.{AddressesKey}",
                StackFaults.Missing,
                "the paths of pods are opened to addresses, and not to names",
                "Set the address of its host, such as [203.0.113.7/32]");
        }

        return server;
    }
}
