using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Support;

/// <summary>
/// Who reaches whom, from the network policies alone: every pod of a plan, a pod that no policy names, every namespace and address range
/// that a policy names, and everything else. Rules divide ports and addresses into ranges in which all are treated alike; each range is
/// asked for, so that nothing that is open is left out.
/// </summary>
internal sealed class PathTable
{
    private const string OtherPod = "any other pod";
    private const string EveryPod = "every pod";
    private const int LastPort = 65_535;

    private static readonly string[] Protocols = ["TCP", "UDP", "SCTP"];

    private readonly NetworkModel _model;
    private readonly IReadOnlyList<JsonNode> _peers;
    private readonly IReadOnlyList<PortRange> _ports;
    private readonly IReadOnlyList<End> _pods;

    private PathTable(Plan plan)
    {
        _model = new NetworkModel(plan);
        var rules = plan.OfKind("NetworkPolicy")
            .SelectMany(policy => policy.Inputs.Items("spec.ingress").Concat(policy.Inputs.Items("spec.egress")))
            .ToList();
        _peers = [.. rules.SelectMany(rule => rule.Items("from").Concat(rule.Items("to")))];
        AssertUnderstood(plan, rules);
        _ports = PortsOf(rules);
        _pods =
        [
            .. new StackNetwork(plan).Pods.Select(pods => End.OfPod(pods.Key, pods.Value.Labels)),
            End.OfPod(OtherPod, new Dictionary<string, string>()),
        ];
    }

    /// <summary>The table as Markdown: one row for each port that is reached, TCP unless said otherwise, with all who reach it.</summary>
    public static string Of(Plan plan) => new PathTable(plan).Write();

    private string Write()
    {
        var outside = NamespaceEnds().Concat(AddressEnds()).ToList();
        var between = from source in _pods
                      from target in _pods
                      select new Row(source.Name, target.Name, PathsOf(source, target));
        var rows = between
            .Concat(OutsideRows(outside, (pod, other) => new Row(pod.Name, other.Name, PathsOf(pod, other))))
            .Concat(OutsideRows(outside, (pod, other) => new Row(other.Name, pod.Name, PathsOf(other, pod))));
        var text = new StringBuilder("| to | port | from |\n|---|---|---|\n");
        var paths = rows.SelectMany(row => row.Ports, (row, port) => (row.From, row.To, Port: port)).GroupBy(path => (path.To, path.Port));
        foreach (var group in paths.OrderBy(group => group.Key.To, StringComparer.Ordinal).ThenBy(group => group.Key.Port.Length)
            .ThenBy(group => group.Key.Port, StringComparer.Ordinal))
        {
            var sources = group.Select(path => path.From).Order(StringComparer.Ordinal);
            text.Append($"| {group.Key.To} | {group.Key.Port} | {string.Join(", ", sources)} |\n");
        }

        return text.ToString();
    }

    // What all pods may is said once.
    private IEnumerable<Row> OutsideRows(IReadOnlyList<End> outside, Func<End, End, Row> rowOf)
    {
        foreach (var other in outside)
        {
            var rows = _pods.Select(pod => (pod.Name, Row: rowOf(pod, other))).ToList();
            var shared = rows.Select(row => row.Row.Ports).Aggregate((common, ports) => [.. common.Intersect(ports)]);
            var (name, first) = rows[0];
            yield return new Row(Renamed(first.From, name), Renamed(first.To, name), shared);
            foreach (var (_, row) in rows)
                yield return row with { Ports = [.. row.Ports.Except(shared)] };
        }

        static string Renamed(string end, string pod) => end == pod ? EveryPod : end;
    }

    // What is open to a wider range is said of that one alone.
    private List<string> PathsOf(End source, End target)
    {
        var wider = target.Wider.SelectMany(other => PathsOf(source, other))
            .Concat(source.Wider.SelectMany(other => PathsOf(other, target)));
        List<string> open =
        [
            .. from protocol in Protocols
               from range in _ports
               where IsOpen(source, target, range.First, protocol)
               select protocol == "TCP" ? $"{range}" : $"{range} {protocol}",
        ];
        return [.. open.Except(wider)];
    }

    private bool IsOpen(End source, End target, int port, string protocol)
        => (source.Labels is null || target.Peers.All(peer => _model.AllowsOut(source.Labels, peer, port, protocol)))
            && (target.Labels is null || source.Peers.All(peer => _model.AllowsIn(target.Labels, peer, port, protocol)));

    private IEnumerable<End> NamespaceEnds()
        => _peers
            .Where(peer => peer["namespaceSelector"] is not null)
            .Select(peer => new NetworkPeer.PodInNamespace(
                peer.Texts("namespaceSelector.matchLabels").Single().Value,
                peer["podSelector"] is { } selector ? selector.Texts("matchLabels") : null))
            .Append(new NetworkPeer.PodInNamespace("any other namespace"))
            .Select(pods => new End(string.Join(' ', [pods.Name, .. pods.Labels?.Values ?? []]), [pods]))
            .DistinctBy(end => end.Name);

    private List<End> AddressEnds()
    {
        var ranges = _peers.Select(peer => peer["ipBlock"])
            .OfType<JsonNode>()
            .Select(AddressRange.Of)
            .Append(new AddressRange("0.0.0.0/0", []))
            .DistinctBy(range => range.ToString())
            .ToList();
        var firsts = ranges.SelectMany(range => range.Edges).Where(edge => edge <= uint.MaxValue).Append(0).Distinct().ToList();
        List<End> ends = [];
        foreach (var range in ranges.OrderByDescending(range => range.Count))
        {
            var peers = firsts.Where(range.Contains).Select(AddressRange.PeerAt).ToList();
            ends.Add(new End(range.ToString(), peers) { Wider = [.. ends.Where(end => peers.All(end.Peers.Contains))] });
        }

        return ends;
    }

    private static List<PortRange> PortsOf(IEnumerable<JsonNode> rules)
    {
        var edges = rules.SelectMany(rule => rule.Items("ports"))
            .SelectMany(port => new[] { port.Number("port")!.Value, (port.Number("endPort") ?? port.Number("port")!.Value) + 1 })
            .Append(1)
            .Where(port => port <= LastPort)
            .Distinct()
            .Order()
            .ToList();
        return [.. edges.Select((first, index) => new PortRange(first, index + 1 < edges.Count ? edges[index + 1] - 1 : LastPort))];
    }

    // What the model does not read would be missing from the table.
    private static void AssertUnderstood(Plan plan, IReadOnlyList<JsonNode> rules)
    {
        var peers = rules.SelectMany(rule => rule.Items("from").Concat(rule.Items("to"))).ToList();
        var selectors = plan.OfKind("NetworkPolicy")
            .Select(policy => policy.Inputs.At("spec.podSelector"))
            .Concat(peers.SelectMany(peer => new[] { peer["podSelector"], peer["namespaceSelector"] }))
            .OfType<JsonNode>();
        Assert.All(selectors, selector => Assert.All(selector.Entries(""), entry => Assert.Equal("matchLabels", entry.Key)));
        Assert.All(rules.SelectMany(rule => rule.Items("ports")), port => Assert.NotNull(port.Number("port")));
    }

    /// <summary>One end of connections.</summary>
    /// <param name="Name">What it is called.</param>
    /// <param name="Peers">What stands for it: all of them are treated alike where it is open.</param>
    private sealed record End(string Name, IReadOnlyList<NetworkPeer> Peers)
    {
        /// <summary>The labels of the pod; null of what is not in the namespace.</summary>
        public IReadOnlyDictionary<string, string>? Labels { get; private init; }

        /// <summary>The ends that this one is a part of.</summary>
        public IReadOnlyList<End> Wider { get; init; } = [];

        public static End OfPod(string name, IReadOnlyDictionary<string, string> labels)
            => new(name, [new NetworkPeer.Pod(labels)]) { Labels = labels };
    }

    private sealed record Row(string From, string To, List<string> Ports);

    private sealed record PortRange(int First, int Last)
    {
        public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
    }

    /// <summary>Addresses of a rule.</summary>
    private sealed record AddressRange(string Range, IReadOnlyList<string> Except)
    {
        /// <summary>How many addresses they are.</summary>
        public long Count => SizeOf(Range) - Except.Sum(SizeOf);

        /// <summary>The first address of each part of it, and those behind the last ones.</summary>
        public IEnumerable<long> Edges => Except.Append(Range).SelectMany(range => new[] { First(range), Last(range) + 1 });

        public static AddressRange Of(JsonNode block) => new(block.Text("cidr"), [.. block.Items("except").Select(range => $"{range}")]);

        public static NetworkPeer.Address PeerAt(long address)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)address);
            return new NetworkPeer.Address(new IPAddress(bytes).ToString());
        }

        public bool Contains(long address) => IsIn(Range, address) && !Except.Any(range => IsIn(range, address));

        public override string ToString() => Except.Count == 0 ? Range : $"{Range} except {string.Join(", ", Except)}";

        private static bool IsIn(string range, long address) => address >= First(range) && address <= Last(range);

        private static long First(string range)
            => BinaryPrimitives.ReadUInt32BigEndian(IPNetwork.Parse(range).BaseAddress.GetAddressBytes());

        private static long Last(string range) => First(range) + SizeOf(range) - 1;

        private static long SizeOf(string range) => 1L << (32 - IPNetwork.Parse(range).PrefixLength);
    }
}
