namespace Pulumi.Serialization;

/// <summary>The end of an <c>[Output]</c> property that registration resolves.</summary>
internal abstract class OutputSource
{
    private readonly TaskCompletionSource<OutputData> _source = new();

    /// <summary>The name on the wire.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The type of the property's value.</summary>
    protected abstract Type ValueType { get; }

    /// <summary>Gives every <c>[Output]</c> property of the resource an output that is still to be resolved.</summary>
    public static OutputSource[] Attach(Resource resource)
        => Array.ConvertAll(OutputMember.Of(resource.GetType()), member =>
        {
            var source = (OutputSource)Activator.CreateInstance(member.SourceType)!;
            source.Name = member.Name;
            member.Property.Set(resource, source.OutputOf(source._source.Task));
            return source;
        });

    /// <summary>Resolves it with what the engine returned, converted to the property's type.</summary>
    public void Resolve(OutputData data, string description)
        => _source.SetResult(data with { Value = Converter.Convert(data.Value, ValueType, description) });

    /// <summary>Makes all that wait for it fail.</summary>
    public void Fail(Exception exception) => _source.TrySetException(exception);

    /// <summary>The output to give to the property.</summary>
    protected abstract object OutputOf(Task<OutputData> data);
}
