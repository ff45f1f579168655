using Infra.Applications.Model;

namespace Infra.Applications;

/// <summary>The applications that a stack can deploy.</summary>
public static class ApplicationCatalog
{
    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<ApplicationDefinition> All { get; } =
    [
        Reference.Definition,
        Equivalence.Definition,
        Julia.Definition,
        CarApi.Definition,
        Nica.Definition,
        GraphRag.Definition,
    ];
}
