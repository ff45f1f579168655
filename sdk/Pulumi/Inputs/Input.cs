namespace Pulumi;

/// <summary>An argument of a resource: a plain value, or an output of another resource.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public class Input<T> : IOutput
{
    private readonly bool _isPlain;
    private readonly T _plain = default!;
    private Output<T>? _value;

    /// <summary>For collections, which make their value from their parts.</summary>
    private protected Input() { }

    private protected Input(Output<T> value) => _value = value;

    // Most arguments are plain values that are only ever sent: their output is made when somebody asks for it.
    private Input(T plain) => (_isPlain, _plain) = (true, plain);

    /// <summary>The argument as an output.</summary>
    internal virtual Output<T> Value => _value ??= Output.Create(_plain);

    /// <summary>What is serialized: a collection hands over its parts, each with a secretness of its own.</summary>
    private protected virtual IOutput Parts => Value;

    /// <summary>Wraps a plain value.</summary>
    public static implicit operator Input<T>(T value) => new(value);

    /// <summary>Wraps an output.</summary>
    public static implicit operator Input<T>(Output<T> value) => new(value);

    /// <summary>Unwraps the output.</summary>
    public static implicit operator Output<T>(Input<T> input) => input.Value;

    ValueTask<OutputData> IOutput.GetDataAsync()
        => _isPlain ? ValueTask.FromResult(OutputData.Known(_plain)) : Parts.GetDataAsync();
}
