using Infra.Faults;

namespace Infra.Settings.Reading;

/// <summary>All that is wrong with a stack's configuration, each thing once.</summary>
internal static class StackFaults
{
    /// <summary>What is said of a value that is not there.</summary>
    public const string Missing = "missing";

    /// <summary>The faults: of a value that is not written well nothing else is said, and none that is wrong is missing, too.</summary>
    /// <param name="reading">What was read.</param>
    /// <param name="unset">What must be set.</param>
    public static IReadOnlyList<Fault> Of(StackReading reading, IEnumerable<Fault> unset)
    {
        var writing = reading.WritingFaults.ToList();
        var settings = reading.Faults.Where(fault => !writing.Exists(known => IsWithin(fault.Path, known.Path))).ToList();
        var known = writing.Concat(settings).Select(fault => fault.Path).ToHashSet(StringComparer.Ordinal);
        return [.. writing, .. settings, .. unset.Where(fault => !known.Contains(fault.Path))];
    }

    /// <summary>The file that a fault is in. What is missing belongs in the stack's.</summary>
    public static string OriginOf(Fault fault, StackConfiguration configuration)
        => fault.Value == Missing ? configuration.Origin : configuration.OriginOf(fault.Path);

    private static bool IsWithin(string path, string other)
        => path.StartsWith(other, StringComparison.Ordinal) && (path.Length == other.Length || path[other.Length] is '.' or '[');
}
