using Sdk.Generator.Model;

namespace Sdk.Generator.Reading;

/// <summary>The result of reading one schema file: the schema, or what is wrong with it.</summary>
internal sealed record SchemaReading(PackageSchema? Schema, EquatableArray<SchemaFault> Faults);
