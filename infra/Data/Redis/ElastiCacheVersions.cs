using System.Collections.Immutable;
using Infra.Settings.Reading;

namespace Infra.Data.Redis;

/// <summary>The versions of its engines that ElastiCache has.</summary>
internal static class ElastiCacheVersions
{
    /// <summary>The form of one.</summary>
    public const string Text = "^[0-9]{1,2}\\.[0-9]{1,2}$";

    // As of 2026-11: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html.
    private static readonly ImmutableSortedDictionary<string, ImmutableArray<string>> Known =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty
            .Add(RedisSettings.Redis, ["7.0", "7.1"])
            .Add(RedisSettings.Valkey, ["7.2", "8.0", "8.1"]);

    /// <summary>The newest that the program knows of an engine.</summary>
    public static string NewestOf(string engine) => Known[engine][^1];

    /// <summary>The family of the parameters of one.</summary>
    public static string FamilyOf(string engine, string version) => engine + version.Split('.')[0];

    /// <summary>Reports one that the program does not know.</summary>
    /// <param name="section">The section of the replication group.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="version">The version.</param>
    public static void Hold(Section section, string engine, string version)
    {
        if (Known[engine].Contains(version))
            return;
        section.Report(
            $"{section.Path}.engineVersion",
            $"\"{version}\"",
            $"the program knows ElastiCache to have {engine} {string.Join(", ", Known[engine])}",
            $"Use {NewestOf(engine)}, or set {section.Path}.allowsOtherVersions where it has newer ones");
    }
}
