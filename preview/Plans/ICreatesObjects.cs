namespace StackPreview.Plans;

/// <summary>Arguments of a resource that an operator turns into other objects, which nobody else declares.</summary>
public interface ICreatesObjects
{
    /// <summary>The objects that others refer to. They are not sent: they tell checks what will exist.</summary>
    IReadOnlyList<OperatorObject> Creates { get; }
}
