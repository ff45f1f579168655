using Pulumi.Testing;

namespace StackPreview.Kinds;

/// <summary>A function of a provider, and what it returns where there is no provider: placeholders.</summary>
/// <param name="Token">The token, such as <c>azure-native:redisenterprise:listDatabaseKeys</c>.</param>
/// <param name="Result">What it returns, by names on the wire.</param>
public sealed record FunctionKind(string Token, Func<MockCallArgs, IDictionary<string, object>> Result);
