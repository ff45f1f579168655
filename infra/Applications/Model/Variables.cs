using System.Collections.Immutable;

namespace Infra.Applications.Model;

/// <summary>An environment variable of a workload.</summary>
/// <param name="Name">The variable's name.</param>
public abstract record Variable(string Name)
{
    /// <summary>A value that is written down here.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value, unless <c>infra:variables</c> gives it another.</param>
    /// <param name="meaning">What the application does with it, a sentence that stands in the table of settings.</param>
    public static Variable Plain(string name, string value, string meaning = "") => new PlainVariable(name, value, meaning);

    /// <summary>A variable that is absent unless <c>infra:variables</c> sets it.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="meaning">What the application does with it, a sentence that stands in the table of settings.</param>
    /// <param name="shape">Which values it takes. Default: any line of text.</param>
    public static Variable Optional(string name, string meaning, VariableShape shape = VariableShape.Text)
        => new OptionalVariable(name, meaning, shape);

    /// <summary>What whoever starts a job on demand can give it.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="meaning">What the job does with it, a sentence that stands on the application's page.</param>
    /// <param name="fallback">Its value where nobody gives another. Default: none, the variable is absent.</param>
    public static Variable Parameter(string name, string meaning, string? fallback = null)
        => new ParameterVariable(name, meaning, fallback);

    /// <summary>The name of the environment: dev, stage or prod.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">What stands around it, with {0} in its place. Default: nothing.</param>
    public static Variable Environment(string name, string format = "{0}") => new EnvironmentVariable(name, IsLongName: false, format);

    /// <summary>The long name of the environment: development, staging or production.</summary>
    public static Variable LongEnvironment(string name) => new EnvironmentVariable(name, IsLongName: true);

    /// <summary>A text with several values in it.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">The text, with {0}, {1} and so on in the place of the values.</param>
    /// <param name="parts">The values.</param>
    public static Variable Composed(string name, string format, params ImmutableArray<ValuePart> parts)
        => new ComposedVariable(name, format, parts);

    /// <summary>A secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="name">The variable's name. Default: the secret's.</param>
    public static Variable Secret(SecretDefinition secret, string? name = null) => new SecretVariable(name ?? secret.Name, secret);

    /// <summary>The address of a service within the cluster, which the workload may then call.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="path">The path at the end of it, which begins with '/'. Default: none.</param>
    /// <param name="port">The port that is called. Default: the one that the service serves requests on.</param>
    public static Variable ServiceUrl(string name, string service, string path = "", int? port = null)
        => new ServiceUrlVariable(name, new ServiceCall(service) { Port = port }, path);

    /// <summary>The address of a public service for the outside.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="service">The service's name.</param>
    /// <param name="format">
    /// The address with {0} in the place of the host, such as <c>wss://{0}/ws</c>. Default: the host over HTTPS.
    /// </param>
    public static Variable PublicUrl(string name, string service, string format = PublicUrlVariable.Https)
        => new PublicUrlVariable(name, service, format);

    /// <summary>The domain of the stack, <c>infra:edge.domain</c>.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="format">What stands around it, with {0} in its place. Default: nothing.</param>
    public static Variable Domain(string name, string format = "{0}") => new DomainVariable(name, format);
}

/// <summary>A variable whose value is written down in the definition.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Meaning">What the application does with it, a sentence; empty where its name says it.</param>
public sealed record PlainVariable(string Name, string Value, string Meaning = "") : Variable(Name);

/// <summary>A variable that has a value only where <c>infra:variables</c> gives it one.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Meaning">What the application does with it, a sentence.</param>
/// <param name="Shape">Which values it takes.</param>
public sealed record OptionalVariable(string Name, string Meaning, VariableShape Shape) : Variable(Name);

/// <summary>A variable that whoever starts a job on demand can set for that run.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Meaning">What the job does with it, a sentence.</param>
/// <param name="Default">Its value where nobody gives another; null where it is absent then.</param>
public sealed record ParameterVariable(string Name, string Meaning, string? Default) : Variable(Name);

/// <summary>Which values an optional variable takes.</summary>
public enum VariableShape
{
    /// <summary>Any line of text.</summary>
    Text,

    /// <summary>A DNS name with at least one dot.</summary>
    Host,

    /// <summary>A port, 1 to 65535.</summary>
    Port,

    /// <summary>A whole number, 0 or more.</summary>
    Number,

    /// <summary>An address over HTTP or HTTPS.</summary>
    Url,

    /// <summary>Items with commas between them and no blanks around them.</summary>
    List,
}

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
/// <param name="Call">The service, and its port.</param>
/// <param name="Path">The path at the end of it.</param>
public sealed record ServiceUrlVariable(string Name, ServiceCall Call, string Path) : Variable(Name);

/// <summary>A variable that holds a text with several values in it.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Format">The text, with {0}, {1} and so on in the place of the values.</param>
/// <param name="Parts">The values.</param>
public sealed record ComposedVariable(string Name, string Format, ImmutableArray<ValuePart> Parts) : Variable(Name)
{
    /// <summary>The variable of each field of the pod that the text names.</summary>
    public IEnumerable<PodField> PodFields => Parts.OfType<PodFieldPart>().Select(part => part.Field).Distinct();
}

/// <summary>A value that is known where the stack is declared, or where a pod starts.</summary>
public abstract record ValuePart
{
    /// <summary>The name of the environment: dev, stage or prod.</summary>
    public static ValuePart Environment { get; } = new EnvironmentPart();

    /// <summary>The domain of the stack, <c>infra:edge.domain</c>.</summary>
    public static ValuePart Domain { get; } = new DomainPart();

    /// <summary>The name of the pod.</summary>
    public static ValuePart PodName { get; } = new PodFieldPart(PodField.Name);

    /// <summary>The address of the pod, by which probes and scrapes come.</summary>
    public static ValuePart PodAddress { get; } = new PodFieldPart(PodField.Address);

    /// <summary>The host under which a public service is reached.</summary>
    public static ValuePart HostOf(string service) => new HostPart(service);
}

/// <summary>The name of the environment.</summary>
public sealed record EnvironmentPart : ValuePart;

/// <summary>The domain of the stack.</summary>
public sealed record DomainPart : ValuePart;

/// <summary>The host under which a public service is reached.</summary>
/// <param name="Service">The service's name.</param>
public sealed record HostPart(string Service) : ValuePart;

/// <summary>What only the pod itself knows.</summary>
/// <param name="Field">Which field of it.</param>
public sealed record PodFieldPart(PodField Field) : ValuePart;

/// <summary>A field of a pod.</summary>
public enum PodField
{
    /// <summary>Its name.</summary>
    Name,

    /// <summary>Its address.</summary>
    Address,
}

/// <summary>A variable that holds the address of a public service for the outside.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Format">The address with {0} in the place of the host.</param>
public sealed record PublicUrlVariable(string Name, string Service, string Format) : Variable(Name)
{
    /// <summary>The host over HTTPS.</summary>
    public const string Https = "https://{0}";
}

/// <summary>A variable that holds a secret; absent where the secret is optional and not set.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Definition">The secret.</param>
public sealed record SecretVariable(string Name, SecretDefinition Definition) : Variable(Name);
