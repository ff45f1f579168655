namespace Infra.Applications.Model;

/// <summary>A secret that people set, encrypted, in the stack file.</summary>
/// <param name="Name">Its name, and the key in the stack file.</param>
/// <param name="IsOptional">Whether the application does without it.</param>
public sealed record SuppliedSecret(string Name, bool IsOptional) : SecretDefinition(Name);
