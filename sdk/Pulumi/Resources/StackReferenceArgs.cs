namespace Pulumi;

/// <summary>Which stack to read.</summary>
public class StackReferenceArgs : ResourceArgs
{
    /// <summary>Its name: <c>organization/project/stack</c>. Default: the name of the reference.</summary>
    [Input("name", required: true)]
    public Input<string>? Name { get; set; }
}
