namespace Infra.Applications.Model;

/// <summary>A secret of an application. Its name is its variable's, and for a supplied one the key of the stack file.</summary>
/// <param name="Name">Upper-case letters, digits and '_'.</param>
public abstract record SecretDefinition(string Name)
{
    /// <summary>What the name of the previous generation's variable ends in.</summary>
    public const string PreviousSuffix = "_PREVIOUS";

    /// <summary>A secret that is made once and kept; <c>infra:generations</c> makes a new one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">How long it is, and of which characters.</param>
    /// <param name="keepsPrevious">Whether workloads get the previous generation as well, as <c>NAME_PREVIOUS</c>. Default: false.</param>
    public static SecretDefinition Generated(string name, SecretShape shape, bool keepsPrevious = false) => new GeneratedSecret(name, shape, keepsPrevious);

    /// <summary>A secret that must be set: <c>pulumi config set --secret NAME</c>.</summary>
    public static SecretDefinition Supplied(string name) => new SuppliedSecret(name, IsOptional: false);

    /// <summary>A secret that may be set.</summary>
    public static SecretDefinition Optional(string name) => new SuppliedSecret(name, IsOptional: true);
}
