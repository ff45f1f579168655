namespace Sdk.Generator.Reading.Operators;

/// <summary>A class of one of Kubernetes' own types that a source refers to.</summary>
/// <param name="Class">Its full name.</param>
/// <param name="Missing">The fault where there is no such class.</param>
internal sealed record KubernetesType(string Class, SchemaFault Missing);
