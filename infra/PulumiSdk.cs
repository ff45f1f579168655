using System.Reflection;

namespace Infra;

/// <summary>Which Pulumi packages this program was built against.</summary>
internal static class PulumiSdk
{
    private const string Source = "source";

    /// <summary>Whether it is the subset in sdk/, and not the official packages.</summary>
    public static bool IsSource
        => Assembly
            .GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Any(metadata => metadata is { Key: nameof(PulumiSdk), Value: Source });
}
