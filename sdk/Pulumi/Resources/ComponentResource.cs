namespace Pulumi;

/// <summary>A resource that only groups others.</summary>
public class ComponentResource : Resource
{
    private readonly Deployment _deployment = Deployment.Required;

    /// <summary>Declares the component.</summary>
    /// <param name="type">The type token, such as <c>infra:data:Redis</c>.</param>
    /// <param name="name">The name, unique among components of the type.</param>
    /// <param name="options">What its children inherit.</param>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, ResourceArgs.Empty, options)
    {
    }

    /// <inheritdoc cref="ComponentResource(string, string, ComponentResourceOptions)"/>
    /// <param name="type">The type token.</param>
    /// <param name="name">The name.</param>
    /// <param name="args">The arguments; a local component does not send them.</param>
    /// <param name="options">What its children inherit.</param>
    /// <param name="remote">Whether a provider builds the component.</param>
    /// <exception cref="NotSupportedException"><paramref name="remote"/> is true: only the official package has it.</exception>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, custom: false, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
        if (remote)
            throw new NotSupportedException("Remote components need the official Pulumi package.");
    }

    /// <summary>Says that the component is complete and has no outputs.</summary>
    protected void RegisterOutputs() => RegisterOutputs(new Dictionary<string, object?>());

    /// <summary>Says that the component is complete.</summary>
    /// <param name="outputs">What it gives, by name.</param>
    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Task.FromResult(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object})"/>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <inheritdoc cref="RegisterOutputs(IDictionary{string, object})"/>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs) => _deployment.RegisterOutputs(this, outputs);
}
