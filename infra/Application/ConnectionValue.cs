using Pulumi;

namespace Infra.Application;

/// <summary>The value of a variable that holds a part of a connection: one that anybody may see, or one that nobody may.</summary>
internal abstract record ConnectionValue
{
    private ConnectionValue()
    {
    }

    /// <summary>A value that anybody may see.</summary>
    public static ConnectionValue Of(string value) => new Plain(value);

    /// <summary>A value that nobody may see.</summary>
    public static ConnectionValue Of(Output<string> value) => new Hidden(value);

    /// <summary>A value that anybody may see.</summary>
    /// <param name="Value">The value.</param>
    internal sealed record Plain(string Value) : ConnectionValue;

    /// <summary>A value that nobody may see.</summary>
    /// <param name="Value">The value.</param>
    internal sealed record Hidden(Output<string> Value) : ConnectionValue;
}
