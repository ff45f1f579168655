namespace Sdk.Tests.Support;

/// <summary>A local component of one widget, <c>NAME-part</c>.</summary>
internal sealed class Gadget : ComponentResource
{
    public const string Token = "test:index:Gadget";

    public Gadget(string name, ComponentResourceOptions? options = null, CustomResourceOptions? partOptions = null)
        : base(Token, name, options)
    {
        Part = new Widget($"{name}-part", options: CustomResourceOptions.Merge(partOptions, new CustomResourceOptions { Parent = this }));
        RegisterOutputs();
    }

    public Widget Part { get; }
}
