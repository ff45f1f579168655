using System.Text;

namespace StackPreview.Comparison;

/// <summary>
/// Where a field stands: <c>spec.containers[api].env[LOG_LEVEL].value</c>. Items of lists are named by their key where they have one.
/// </summary>
public sealed class InputPath
{
    private const string ValueField = "value";

    private readonly InputPath? _parent;

    private InputPath(InputPath? parent, string step, bool isItem) => (_parent, Step, IsItem) = (parent, step, isItem);

    /// <summary>The whole.</summary>
    public static InputPath Root { get; } = new(null, "", isItem: false);

    /// <summary>The last step.</summary>
    public string Step { get; }

    /// <summary>Whether it is an item of a list.</summary>
    public bool IsItem { get; }

    /// <summary>The steps from the whole to the field.</summary>
    public IReadOnlyList<string> Steps
    {
        get
        {
            var steps = new List<string>();
            for (var path = this; path._parent is not null; path = path._parent)
                steps.Add(path.Step);
            steps.Reverse();
            return steps;
        }
    }

    /// <summary>
    /// The end of the path, by which the same thing is known in different objects: a field with the map that it is in, an item with its
    /// list. Null where that says nothing, as with items that only have a number.
    /// </summary>
    public string? Tail
    {
        get
        {
            if (_parent is null)
                return "";
            if ((IsItem ? this : _parent) is { IsItem: true } item)
            {
                if (item.Step.All(char.IsAsciiDigit))
                    return null;
                return TextFrom(IsItem || Step == ValueField ? item._parent! : this);
            }

            return TextFrom(_parent);
        }
    }

    /// <summary>A field of the map that stands here.</summary>
    public InputPath Field(string name) => new(this, name, isItem: false);

    /// <summary>An item of the list that stands here.</summary>
    public InputPath Item(string key) => new(this, key, isItem: true);

    /// <inheritdoc/>
    public override string ToString() => TextFrom(Root);

    private string TextFrom(InputPath first)
    {
        var text = new StringBuilder();
        Append(this);
        return text.ToString();

        void Append(InputPath path)
        {
            if (path._parent is null)
                return;
            if (path != first)
                Append(path._parent);
            if (path.IsItem || path.Step.AsSpan().ContainsAny(".[] "))
                text.Append('[').Append(path.Step).Append(']');
            else
                text.Append(text.Length > 0 ? "." : "").Append(path.Step);
        }
    }
}
