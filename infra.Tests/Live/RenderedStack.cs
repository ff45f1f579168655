using System.Collections.Immutable;
using Infra.Settings;
using Infra.Tests.Support;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Live;

/// <summary>A stack as it is deployed, with values for its secrets.</summary>
internal sealed class RenderedStack
{
    private readonly StackRunResult _run;
    private readonly string _caCertificate;

    private RenderedStack(StackRunResult run, string caCertificate) => (_run, _caCertificate) = (run, caCertificate);

    /// <summary>The outputs that are read by other programs.</summary>
    public PlatformStack Stack => _run.Stack;

    /// <summary>The Postgres cluster.</summary>
    public PlannedResource Postgres => _run.Plan.OfKind("Cluster").Single();

    /// <summary>The role that owns the database: name and password.</summary>
    public (string Name, string Password) Owner
    {
        get
        {
            var secret = Contents("Secret", Postgres.Inputs.Text("spec.bootstrap.initdb.secret.name"));
            return (secret["username"], secret["password"]);
        }
    }

    /// <summary>The names that the services of the stack have for its pods, those that the operator declares among them.</summary>
    public ImmutableArray<string> Hosts
    {
        get
        {
            var made = _run
                .Plan.Resources.SelectMany(resource => resource.Creates)
                .Where(one => one.Kind == "Service")
                .Select(one => one.Name);
            return
            [
                .. _run
                    .Plan.OfKind("Service")
                    .Select(service => service.ObjectName!)
                    .Concat(made)
                    .Select(name => $"{name}.{Postgres.Inputs.Text("metadata.namespace")}.svc"),
            ];
        }
    }

    /// <summary>The values that nobody may see, as they are and as URLs have them.</summary>
    public ImmutableHashSet<string> SecretValues
    {
        get
        {
            var entries = _run
                .Plan.OfKind("Secret")
                .SelectMany(secret => Contents("Secret", secret.ObjectName!))
                .Where(entry => entry.Key != "username")
                .Select(entry => entry.Value);
            return [.. entries.SelectMany(value => new[] { value, Uri.EscapeDataString(value) })];
        }
    }

    /// <summary>The URLs of the database that pods are given.</summary>
    public ImmutableHashSet<string> PostgresUrls
        => [
            .. PodTemplate
                .In(_run.Plan)
                .SelectMany(template => RenderedPod.Of(template, Contents).Variables.Values)
                .Where(value => value.StartsWith("postgresql", StringComparison.Ordinal) && value.Contains("://")),
        ];

    /// <summary>Renders a stack.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="authority">What vouches for its database.</param>
    public static async Task<RenderedStack> OfAsync(StackSettings settings, CertificateAuthority authority)
        => new(
            await new StackRun { Settings = settings, Answer = Passwords.Answer(Passwords.Printable) }.RunAsync(),
            authority.Certificate);

    /// <summary>The pod of a workload, of a job or of a data service.</summary>
    public RenderedPod Pod(string workload)
        => RenderedPod.Of(PodTemplate.In(_run.Plan).Single(template => template.Workload == workload), Contents);

    /// <summary>The entries of a ConfigMap or Secret.</summary>
    public IReadOnlyDictionary<string, string> Contents(string kind, string name)
    {
        // The operator's.
        if (Postgres.Creates.Any(one => one.Kind == kind && one.Name == name))
            return new Dictionary<string, string> { ["ca.crt"] = _caCertificate };
        var prefix = kind == "Secret" ? "stringData." : "data.";
        return _run.Inputs(_run.Plan.OfKind(kind).Single(one => one.ObjectName == name).Name)
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);
    }
}
