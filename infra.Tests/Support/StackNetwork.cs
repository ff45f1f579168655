using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>Which connections the network policies of a stack allow, asked for by the names of its workloads and data services.</summary>
internal sealed class StackNetwork(Plan plan)
{
    /// <summary>The pods that cert-manager makes while a certificate is being ordered.</summary>
    public const string AcmeSolver = "acme-solver";

    private readonly NetworkModel _model = new(plan);

    /// <summary>Each kind of pods once, with its ports.</summary>
    public IReadOnlyDictionary<string, Pods> Pods { get; } =
        StackPreview
            .Plans.Pods.In(plan)
            .Concat(
                plan.OfKind("Certificate")
                    .Select(certificate => new Pods(certificate, Kubernetes.AcmeSolver.PodLabels, new Dictionary<string, int>())))
            .DistinctBy(NameOf)
            .ToDictionary(NameOf);

    /// <summary>The network of a committed stack.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="application">The application. Default: the stack's own.</param>
    public static async Task<StackNetwork> OfAsync(string stack, string? application = null)
        => new((await Previews.OfAsync(stack, application)).Plan);

    /// <summary>Whether one may connect to a port of another.</summary>
    public bool Reaches(string from, string to, int port) => _model.AllowsBetween(LabelsOf(from), LabelsOf(to), port);

    /// <summary>Whether one may connect to an address outside.</summary>
    public bool ReachesAddress(string from, string address, int port)
        => _model.AllowsOut(LabelsOf(from), new NetworkPeer.Address(address), port);

    /// <summary>Whether one may connect to pods of another namespace.</summary>
    public bool ReachesNamespace(string from, string ns, int port, string protocol = "TCP")
        => _model.AllowsOut(LabelsOf(from), new NetworkPeer.PodInNamespace(ns), port, protocol);

    /// <summary>Whether pods of another namespace may connect to one.</summary>
    public bool IsReachedFrom(string ns, string to, int port) => _model.AllowsIn(LabelsOf(to), new NetworkPeer.PodInNamespace(ns), port);

    /// <summary>Whether an address outside may connect to one.</summary>
    public bool IsReachedFromAddress(string address, string to, int port)
        => _model.AllowsIn(LabelsOf(to), new NetworkPeer.Address(address), port);

    // A cluster of Percona's operator has pods of several kinds, which their label tells apart.
    private static string NameOf(Pods pods) => pods.Owner.Kind switch
    {
        "Certificate" => AcmeSolver,
        "PerconaServerMySQL" => $"pods {pods.Labels.Single().Key}",
        // And a restore drill has those of its scratch cluster beside its own.
        "CronJob" when pods.Labels.TryGetValue("cnpg.io/cluster", out var cluster) => $"{cluster}-1",
        _ => StableNames.WithoutHashes(pods.Owner.ObjectName!),
    };

    private IReadOnlyDictionary<string, string> LabelsOf(string name) => Pods[name].Labels;
}
