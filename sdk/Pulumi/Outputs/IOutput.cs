namespace Pulumi;

/// <summary>An <see cref="Output{T}"/> or <see cref="Input{T}"/> whose value type is not known at compile time.</summary>
internal interface IOutput
{
    ValueTask<OutputData> GetDataAsync();
}
