namespace Infra.Applications.Model;

/// <summary>A secret that is made once and kept in the stack's state, until its generation is raised.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">How long it is, and of which characters.</param>
/// <param name="KeepsPrevious">
/// Whether workloads get the previous generation as well, in a variable of the same name with <c>_PREVIOUS</c>, so that both are valid until the old one is revoked.
/// </param>
public sealed record GeneratedSecret(string Name, SecretShape Shape, bool KeepsPrevious) : SecretDefinition(Name);
