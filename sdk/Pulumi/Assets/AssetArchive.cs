using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Files that are put together here.</summary>
/// <param name="assets">Them, by their paths in the archive.</param>
public sealed class AssetArchive(IDictionary<string, AssetOrArchive> assets) : Archive("assets", assets.ToImmutableDictionary());
