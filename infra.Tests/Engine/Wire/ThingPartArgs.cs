using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>An object within the arguments of a <see cref="Thing"/>.</summary>
internal sealed class ThingPartArgs : ResourceArgs
{
    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("color")]
    public Input<string>? Color { get; set; }
}
