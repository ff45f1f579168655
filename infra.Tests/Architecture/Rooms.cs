using System.Collections.Immutable;

namespace Infra.Tests.Architecture;

/// <summary>The rooms of the program, and which of them each may know. docs/architecture.md draws the same.</summary>
internal static class Rooms
{
    private static readonly string[] Platform =
        ["Isolation", "Secrets", "Images", "Observability", "Backups", "Aws", "Azure", "Application", "Edge"];

    private static readonly string[] Ground = ["Values", "Faults", "Model", "Environments", "Settings", "Kubernetes"];

    /// <summary>
    /// Each room with those that it may know, from the ground up: a room knows rooms above it in this list only.
    /// </summary>
    public static ImmutableArray<(string Room, ImmutableArray<string> Knows)> Allowed { get; } =
    [
        ("Values", []),
        ("Faults", []),
        ("Costs", []),
        ("Model", ["Values", "Faults"]),
        ("Environments", ["Values"]),
        ("Settings", ["Values", "Faults", "Costs", "Model", "Environments"]),
        ("Kubernetes", ["Values", "Settings"]),
        ("Isolation", ["Model", "Environments", "Settings", "Kubernetes"]),
        ("Steps", ["Values", "Settings", "Kubernetes", "Isolation"]),
        ("Aws", ["Faults", "Environments", "Settings", "Kubernetes"]),
        ("Azure", ["Faults", "Environments", "Settings"]),
        ("Secrets", ["Values", "Model", "Environments", "Settings", "Kubernetes", "Isolation", "Aws", "Azure"]),
        ("Images", ["Values", "Model", "Environments", "Settings", "Aws", "Secrets"]),
        ("Observability", ["Values", "Model", "Settings", "Kubernetes", "Isolation", "Secrets"]),
        (
            "Backups",
            ["Values", "Model", "Environments", "Settings", "Kubernetes", "Isolation", "Steps", "Secrets", "Observability", "Aws"]),
        ("Application", [.. Ground.Except(["Faults"]), "Isolation", "Steps", "Secrets", "Images", "Observability", "Backups"]),
        ("Edge", ["Values", "Model", "Settings", "Kubernetes", "Isolation", "Aws", "Azure", "Application"]),
        ("Checks", ["Values", "Model", "Environments", "Settings", "Kubernetes", "Secrets", "Observability", "Backups", "Edge"]),
        (
            "Data",
            [
                .. Ground,
                "Isolation",
                "Secrets",
                "Observability",
                "Backups",
                "Aws",
                "Azure",
                "Application",
                "Checks",
            ]),
        ("Rds", [.. Ground, "Isolation", "Secrets", "Aws", "Application", "Checks", "Data"]),
        ("Flexible", [.. Ground, "Azure", "Checks", "Data"]),
        (
            "Postgres",
            [
                .. Ground,
                "Isolation",
                "Steps",
                "Secrets",
                "Observability",
                "Backups",
                "Aws",
                "Azure",
                "Application",
                "Checks",
                "Data",
                "Rds",
                "Flexible",
            ]),
        (
            "MySql",
            [
                .. Ground,
                "Isolation",
                "Steps",
                "Secrets",
                "Observability",
                "Backups",
                "Aws",
                "Azure",
                "Application",
                "Checks",
                "Data",
                "Rds",
                "Flexible",
            ]),
        (
            "Redis",
            [.. Ground, "Isolation", "Steps", "Secrets", "Observability", "Backups", "Aws", "Azure", "Application", "Checks", "Data"]),
        (
            "Qdrant",
            [
                .. Ground.Except(["Faults"]),
                "Isolation",
                "Steps",
                "Secrets",
                "Observability",
                "Backups",
                "Application",
                "Checks",
                "Data",
            ]),
        ("Catalog of data services", ["Data", "Postgres", "MySql", "Redis", "Qdrant"]),
        ("Applications", ["Values", "Model", "Postgres", "MySql", "Redis", "Qdrant"]),
        ("Reporting", ["Values", "Costs", "Model", "Environments", "Settings", "Observability", "Backups", "Edge", "Checks", "Data"]),
        (
            "Stack",
            [
                .. Ground.Except(["Values", "Faults"]),
                .. Platform,
                "Checks",
                "Data",
                "Postgres",
                "MySql",
                "Redis",
                "Qdrant",
                "Catalog of data services",
                "Applications",
                "Reporting",
            ]),
        ("Command line", ["Values", "Faults", "Model", "Environments", "Settings", "Data", "Stack"]),
    ];

    // Types by name, and namespaces with all below them; the longest that fits counts.
    private static readonly Dictionary<string, string> ByName = new()
    {
        ["Infra"] = "Command line",
        ["Infra.Catalog"] = "Stack",
        ["Infra.PlatformStack"] = "Stack",
        ["Infra.Preview"] = "Stack",
        ["Infra.StackProvider"] = "Stack",
        ["Infra.Values"] = "Values",
        ["Infra.Faults"] = "Faults",
        ["Infra.Costs"] = "Costs",
        ["Infra.Applications"] = "Applications",
        ["Infra.Applications.Model"] = "Model",
        ["Infra.Environments"] = "Environments",
        ["Infra.Settings"] = "Settings",
        ["Infra.Kubernetes"] = "Kubernetes",
        ["Infra.Isolation"] = "Isolation",
        ["Infra.Steps"] = "Steps",
        ["Infra.Secrets"] = "Secrets",
        ["Infra.Images"] = "Images",
        ["Infra.Observability"] = "Observability",
        ["Infra.Backups"] = "Backups",
        ["Infra.Aws"] = "Aws",
        ["Infra.Azure"] = "Azure",
        ["Infra.Application"] = "Application",
        ["Infra.Edge"] = "Edge",
        ["Infra.Checks"] = "Checks",
        ["Infra.Data"] = "Data",
        ["Infra.Data.Flexible"] = "Flexible",
        ["Infra.Data.Rds"] = "Rds",
        ["Infra.Data.Postgres"] = "Postgres",
        ["Infra.Data.MySql"] = "MySql",
        ["Infra.Data.Redis"] = "Redis",
        ["Infra.Data.Qdrant"] = "Qdrant",
        ["Infra.Data.DataServices"] = "Catalog of data services",
        ["Infra.Reporting"] = "Reporting",
    };

    /// <summary>The room of a type; null for one of another assembly.</summary>
    /// <param name="fullName">Its name with its namespace.</param>
    public static string? Of(string fullName)
        => ByName.Keys.Where(name => fullName == name || IsIn(fullName, name)).MaxBy(name => name.Length) is { } nearest
            ? ByName[nearest]
            : null;

    // What is nested in a type, or made of it by the compiler, is of its room.
    private static bool IsIn(string fullName, string name)
        => fullName.StartsWith(name, StringComparison.Ordinal) && fullName[name.Length] is '.' or '+' or '/' or '`' or '<';
}
