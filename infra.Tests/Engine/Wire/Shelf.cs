using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>A local component of one thing, <c>NAME-thing</c>, and of another shelf where one is given.</summary>
internal sealed class Shelf : ComponentResource
{
    public const string Token = "test:index:Shelf";

    public Shelf(string name, ComponentResourceOptions? options = null, string? inner = null)
        : base(Token, name, options)
    {
        Thing = new Thing($"{name}-thing", options: new CustomResourceOptions { Parent = this });
        if (inner is not null)
            _ = new Shelf(inner, new ComponentResourceOptions { Parent = this });
        RegisterOutputs();
    }

    public Thing Thing { get; }
}
