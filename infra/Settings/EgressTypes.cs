using System.Globalization;
using System.Net;
using Infra.Settings.Reading;
using Infra.Values;

namespace Infra.Settings;

/// <summary>The types of what a workload may connect to.</summary>
internal static class EgressTypes
{
    private const string AddressPattern = "^[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}:[1-9][0-9]{0,4}$";

    private static readonly IReadOnlyList<IPNetwork> Private =
    [
        .. PrivateAddresses.Networks.Append(PrivateAddresses.CarrierGradeNat).Select(range => IPNetwork.Parse(range)),
    ];

    /// <summary>A private address range with a port: <c>10.20.0.0/24:9000</c>.</summary>
    public static SettingType<AddressTarget> Address { get; } = SettingTypes.FromPattern(
        $"it takes a range within {string.Join(", ", Private)} in its shortest form, and a port: RANGE:PORT",
        "10.20.0.0/24:9000",
        ParseAddress,
        AddressPattern,
        format: target => $"{target.Range}:{target.Port}");

    /// <summary>Pods of another namespace with a port: <c>observability/app.kubernetes.io/name=otel-collector:4317</c>.</summary>
    public static SettingType<PodTarget> Pods { get; } = SettingTypes.FromPattern(
        "it takes a namespace, a label of pods in it, and a port: NAMESPACE/LABEL=VALUE:PORT",
        "observability/app.kubernetes.io/name=otel-collector:4317",
        ParsePods,
        "^[a-z0-9-]{1,63}/[^=:]+=[A-Za-z0-9_.-]{1,63}:[1-9][0-9]{0,4}$",
        format: target => $"{target.Namespace}/{target.Label}={target.Value}:{target.Port}");

    private static AddressTarget? ParseAddress(string text)
    {
        var end = text.LastIndexOf(':');
        return end > 0
            && SettingTypes.AddressRange.TryParse(text[..end], out var range)
            && IsPrivate(IPNetwork.Parse(range))
            && PortOf(text[(end + 1)..]) is { } port
                ? new AddressTarget(range, port)
                : null;
    }

    private static PodTarget? ParsePods(string text)
    {
        var (start, middle, end) = (text.IndexOf('/'), text.IndexOf('='), text.LastIndexOf(':'));
        return start > 0
            && middle > start
            && end > middle
            && SettingTypes.ObjectName.TryParse(text[..start], out var ns)
            && SettingTypes.LabelName.TryParse(text[(start + 1)..middle], out var label)
            && SettingTypes.LabelValue.TryParse(text[(middle + 1)..end], out var value)
            && PortOf(text[(end + 1)..]) is { } port
                ? new PodTarget(ns, label, value, port)
                : null;
    }

    private static bool IsPrivate(IPNetwork range)
        => Private.Any(network => network.PrefixLength <= range.PrefixLength && network.Contains(range.BaseAddress));

    private static int? PortOf(string text)
        => !text.StartsWith('0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65_535
                ? port
                : null;
}
