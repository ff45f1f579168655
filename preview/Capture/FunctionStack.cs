using Pulumi;

namespace StackPreview.Capture;

/// <summary>A stack whose resources a function declares, and whose outputs that function returns.</summary>
internal sealed class FunctionStack : Stack
{
    private readonly Output<IDictionary<string, object?>> _values;

    public FunctionStack(Func<Task<IDictionary<string, object?>>> declare, StackOptions options)
        : base(options)
        => _values = Output.Create(declare());

    /// <summary>The outputs by name, once the run is over.</summary>
    public IDictionary<string, object?> Values => InputReader.ValueOf(_values);
}
