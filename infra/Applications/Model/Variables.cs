namespace Infra.Applications.Model;

/// <summary>An environment variable of a workload.</summary>
/// <param name="Name">The variable's name.</param>
public abstract record Variable(string Name)
{
    /// <summary>A value that is written down here.</summary>
    public static Variable Plain(string name, string value) => new PlainVariable(name, value);

    /// <summary>The name of the environment: dev, stage or prod.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">What stands around it, with {0} in its place. Default: nothing.</param>
    public static Variable Environment(string name, string format = "{0}") => new EnvironmentVariable(name, IsLongName: false, format);

    /// <summary>The long name of the environment: development, staging or production.</summary>
    public static Variable LongEnvironment(string name) => new EnvironmentVariable(name, IsLongName: true);

    /// <summary>A secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="name">The variable's name. Default: the secret's.</param>
    public static Variable Secret(SecretDefinition secret, string? name = null) => new SecretVariable(name ?? secret.Name, secret);

    /// <summary>The address of a service within the cluster, which the workload may then call.</summary>
    public static Variable ServiceUrl(string name, string service) => new ServiceUrlVariable(name, service);

    /// <summary>The address of a public service for the outside.</summary>
    public static Variable PublicUrl(string name, string service) => new PublicUrlVariable(name, service);

    /// <summary>The domain of the stack, <c>infra:edge.domain</c>.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">What stands around it, with {0} in its place. Default: nothing.</param>
    public static Variable Domain(string name, string format = "{0}") => new DomainVariable(name, format);
}

/// <summary>A variable whose value is written down in the definition.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value.</param>
public sealed record PlainVariable(string Name, string Value) : Variable(Name);

/// <summary>A variable that tells which environment it is.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="IsLongName">Whether it is the long name: development, staging or production.</param>
/// <param name="Format">What stands around it, with {0} in its place.</param>
public sealed record EnvironmentVariable(string Name, bool IsLongName, string Format = "{0}") : Variable(Name);

/// <summary>A variable that holds the domain of the stack, <c>infra:edge.domain</c>.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Format">What stands around it, with {0} in its place.</param>
public sealed record DomainVariable(string Name, string Format) : Variable(Name);

/// <summary>A variable that holds the address of a service within the cluster.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Service">The service's name.</param>
public sealed record ServiceUrlVariable(string Name, string Service) : Variable(Name);

/// <summary>A variable that holds the address of a public service for the outside.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Service">The service's name.</param>
public sealed record PublicUrlVariable(string Name, string Service) : Variable(Name);

/// <summary>A variable that holds a secret; absent where the secret is optional and not set.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Definition">The secret.</param>
public sealed record SecretVariable(string Name, SecretDefinition Definition) : Variable(Name);
