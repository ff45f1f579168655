namespace Infra.Data;

/// <summary>The values of the stack outputs that lead to a data service: one property an output.</summary>
internal abstract record DataServiceOutputs;
