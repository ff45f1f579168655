namespace Infra.Applications.Model;

/// <summary>A secret of an application. Its name is its variable's, and for a supplied one the key of the stack file.</summary>
/// <param name="Name">Upper-case letters, digits and '_'.</param>
public abstract record SecretDefinition(string Name)
{
    /// <summary>A secret that is made once and kept.</summary>
    public static SecretDefinition Generated(string name, SecretShape shape) => new GeneratedSecret(name, shape);

    /// <summary>A secret that must be set: <c>pulumi config set --secret NAME</c>.</summary>
    public static SecretDefinition Supplied(string name) => new SuppliedSecret(name, IsOptional: false);

    /// <summary>A secret that may be set.</summary>
    public static SecretDefinition Optional(string name) => new SuppliedSecret(name, IsOptional: true);
}
