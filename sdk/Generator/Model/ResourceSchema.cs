namespace Sdk.Generator.Model;

/// <summary>A resource class and its arguments.</summary>
/// <param name="Token">The type the engine knows it by.</param>
/// <param name="Class">Its name.</param>
/// <param name="Args">Its argument class.</param>
/// <param name="ArgsOptional">Whether the constructor may be called without arguments.</param>
/// <param name="Constants">Inputs that the constructor fills in.</param>
/// <param name="Aliases">Type tokens it had in earlier versions, so that resources of then are kept and not replaced.</param>
/// <param name="Outputs">Its output properties, in the schema's order.</param>
internal sealed record ResourceSchema(
    string Token,
    TypeName Class,
    ArgsSchema Args,
    bool ArgsOptional,
    EquatableArray<ConstantInput> Constants,
    EquatableArray<string> Aliases,
    EquatableArray<OutputProperty> Outputs)
{
    /// <summary>What the token of a provider's own resource starts with; the package's name follows.</summary>
    public const string ProviderPrefix = "pulumi:providers:";

    public bool IsProvider => Token.StartsWith(ProviderPrefix, StringComparison.Ordinal);
}
