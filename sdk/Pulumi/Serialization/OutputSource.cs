namespace Pulumi.Serialization;

/// <summary>The end of an <c>[Output]</c> property that registration resolves.</summary>
internal abstract class OutputSource
{
    /// <summary>The name on the wire.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The output to give to the property.</summary>
    protected abstract object Output { get; }

    /// <summary>Gives every <c>[Output]</c> property of the resource an output that is still to be resolved.</summary>
    public static OutputSource[] Attach(Resource resource)
        => Array.ConvertAll(OutputMember.Of(resource.GetType()), member =>
        {
            var source = (OutputSource)Activator.CreateInstance(member.SourceType)!;
            source.Name = member.Name;
            member.Property.Set(resource, source.Output);
            return source;
        });

    /// <summary>Resolves it with what the engine returned, converted to the property's type.</summary>
    public abstract void Resolve(OutputData<object?> data, string description);

    /// <summary>Makes all that wait for it fail.</summary>
    public abstract void Fail(Exception exception);
}
