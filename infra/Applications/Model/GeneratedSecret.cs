namespace Infra.Applications.Model;

/// <summary>A secret that is made once and kept in the stack's state.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">How long it is, and of which characters.</param>
public sealed record GeneratedSecret(string Name, SecretShape Shape) : SecretDefinition(Name);
