namespace Pulumi.Serialization;

/// <inheritdoc/>
/// <typeparam name="T">The type of the property's value.</typeparam>
internal sealed class OutputSource<T> : OutputSource
{
    protected override Type ValueType => typeof(T);

    protected override object OutputOf(Task<OutputData> data) => new Output<T>(data);
}
