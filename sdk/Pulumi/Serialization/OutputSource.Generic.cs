namespace Pulumi.Serialization;

/// <inheritdoc/>
/// <typeparam name="T">The type of the property's value.</typeparam>
internal sealed class OutputSource<T> : OutputSource
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();

    protected override object Output => new Output<T>(_source.Task);

    public override void Resolve(OutputData<object?> data, string description)
        => _source.SetResult(data.With((T)Converter.Convert(data.Value, typeof(T), description)!));

    public override void Fail(Exception exception) => _source.TrySetException(exception);
}
