using Microsoft.CodeAnalysis.Text;
using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>Gathers the faults of one schema: all are reported at once, not one a build.</summary>
internal sealed class FaultList(string file)
{
    private readonly List<SchemaFault> _faults = [];

    public bool Any => _faults.Count > 0;

    public void Add(SchemaNode node, string message) => _faults.Add(Of(node, message));

    public void Add(LinePosition position, string path, string message) => _faults.Add(new SchemaFault(file, position, path, message));

    public SchemaFault Of(SchemaNode node, string message) => new(file, node.Position, node.Path, message);

    public EquatableArray<SchemaFault> ToEquatableArray() => _faults.Distinct().ToEquatableArray();
}
