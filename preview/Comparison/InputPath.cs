using System.Text;

namespace StackPreview.Comparison;

/// <summary>
/// Where a field stands: <c>spec.containers[api].env[LOG_LEVEL].value</c>. Items of lists are named by their key where they have one.
/// </summary>
public sealed class InputPath
{
    private const string ValueField = "value";

    private readonly InputPath? _parent;
    private readonly int? _position;

    private InputPath(InputPath? parent, string step, bool isItem, int? position = null)
        => (_parent, Step, IsItem, _position) = (parent, step, isItem, position);

    /// <summary>The whole.</summary>
    public static InputPath Root { get; } = new(null, "", isItem: false);

    /// <summary>The last step.</summary>
    public string Step { get; }

    /// <summary>Whether it is an item of a list.</summary>
    public bool IsItem { get; }

    /// <summary>The steps from the whole to the field.</summary>
    public IReadOnlyList<string> Steps => [.. Lineage.Select(path => path.Step)];

    /// <summary>All that the field is in, from below the whole to the field itself.</summary>
    public IReadOnlyList<InputPath> Lineage
    {
        get
        {
            var lineage = new List<InputPath>();
            for (var path = this; path._parent is not null; path = path._parent)
                lineage.Add(path);
            lineage.Reverse();
            return lineage;
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
    /// <param name="key">What it is told apart by.</param>
    /// <param name="position">Where it stands in the list, from 0 on; paths of options may name it by that.</param>
    public InputPath Item(string key, int position) => new(this, key, isItem: true, position);

    /// <summary>Whether a step of a path in the options of a resource names the last step of this one.</summary>
    public bool IsNamedBy(string step) => Step == step || $"{_position}" == step;

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
