using Sdk.Generator.Model;

namespace Sdk.Generator.Reading.Operators;

/// <summary>The result of reading the source of an operator: its schema, or what is wrong with it.</summary>
/// <param name="Schema">The schema; null where there are faults.</param>
/// <param name="Faults">What is wrong.</param>
/// <param name="KubernetesTypes">The classes of Kubernetes that it refers to. The compiler knows whether there are such.</param>
internal sealed record OperatorReading(
    OperatorSchema? Schema,
    EquatableArray<SchemaFault> Faults,
    EquatableArray<KubernetesType> KubernetesTypes);
