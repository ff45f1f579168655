namespace Infra.Aws;

/// <summary>What must be so for a statement of a policy to hold.</summary>
/// <param name="Operator">The operator, such as <c>StringEquals</c>.</param>
/// <param name="Key">The key, such as <c>aws:SourceAccount</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record PolicyCondition(string Operator, string Key, string Value);
