using Pulumi;

namespace Infra.Application;

/// <summary>The name of a server's host: one that the program says, or one that a provider makes with the server.</summary>
internal sealed record HostName
{
    private readonly string? _known;

    private HostName(string? known, Output<string> name)
    {
        _known = known;
        Name = name;
    }

    /// <summary>The name.</summary>
    public Output<string> Name { get; }

    /// <summary>
    /// The value of a variable that holds it: in plain sight where the program knows it, and else beside the secrets, which alone can hold
    /// what is known after the deployment has begun.
    /// </summary>
    public ConnectionValue Value => _known is null ? ConnectionValue.Of(Name) : ConnectionValue.Of(_known);

    /// <summary>One that a provider makes with the server.</summary>
    public static HostName MadeWith(Output<string> name) => new(known: null, name);

    /// <summary>One that the program says.</summary>
    public static implicit operator HostName(string name) => new(name, Output.Create(name));
}
