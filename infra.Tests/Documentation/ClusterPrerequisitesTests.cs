using Infra.Tests.CustomResources;

namespace Infra.Tests.Documentation;

/// <summary>docs/cluster-prerequisites.md names every operator whose custom resources the program declares.</summary>
public sealed class ClusterPrerequisitesTests
{
    [Fact]
    public void Operators_are_listed_in_the_versions_that_custom_resources_are_written_for()
    {
        var rows = Page.At("docs/cluster-prerequisites.md").Rows();
        var listed = rows.Select(row => (row[0].TrimStart('[').Split(']')[0], row[1]));
        Assert.Equal(OperatorSources.All.Select(source => (source.Operator, source.Version)).Order(), listed.Order());
    }
}
