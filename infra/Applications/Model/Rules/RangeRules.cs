using Infra.Faults;
using Infra.Values;

namespace Infra.Applications.Model.Rules;

/// <summary>Holds values of a definition to the ranges that they must be in.</summary>
internal static class RangeRules
{
    /// <summary>The ports that a container which is not root can listen on.</summary>
    public static NumberRange ContainerPorts { get; } = new(1024, 65535);

    /// <summary>What is wrong with a number or a time.</summary>
    /// <param name="range">The values that it takes.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="value">The value.</param>
    /// <param name="rule">What is allowed. Default: the range.</param>
    public static IEnumerable<Fault> FaultsOf<T>(this ValueRange<T> range, string path, T value, string? rule = null)
        where T : struct
        => range.Contains(value) ? [] : [new Fault(path, $"{value}", rule ?? range.Rule, range.FixOf(value))];

    /// <summary>What is wrong with a quantity.</summary>
    /// <param name="range">The quantities that it takes.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="value">The quantity.</param>
    public static IEnumerable<Fault> FaultsOf(this QuantityRange range, string path, Quantity value)
        => range.Contains(value) ? [] : [new Fault(path, $"\"{value}\"", range.Rule, range.FixOf(value))];

    /// <summary>What is wrong with a port of a container.</summary>
    /// <param name="path">Where it stands.</param>
    /// <param name="port">The port.</param>
    public static IEnumerable<Fault> ContainerPortFaults(string path, int port)
        => ContainerPorts.FaultsOf(
            path,
            port,
            $"a container that is not root listens on {ContainerPorts.Lowest} to {ContainerPorts.Highest}");
}
