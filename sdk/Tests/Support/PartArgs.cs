namespace Sdk.Tests.Support;

/// <summary>An object within the arguments of a <see cref="Widget"/>.</summary>
internal sealed class PartArgs : ResourceArgs
{
    [Input("size")]
    public Input<int>? Size { get; set; }

    [Input("color")]
    public Input<string>? Color { get; set; }
}
