namespace Infra.Applications.Model;

/// <summary>A variable that holds a secret; absent where the secret is optional and not set.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Definition">The secret.</param>
public sealed record SecretVariable(string Name, SecretDefinition Definition) : Variable(Name);
