using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings.Reading;

/// <summary>
/// The events of a YAML text. YamlDotNet says neither where an alias leads nowhere nor that one leads to itself, and reads into any
/// depth; this class refuses such texts where they go wrong.
/// </summary>
internal sealed class YamlEvents : IParser
{
    private const int MostLevels = 32;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly HashSet<AnchorName> _anchors = [];
    private readonly Stack<AnchorName> _open = [];

    public YamlEvents(TextReader text)
    {
        _scanner = new Scanner(text);
        _parser = new Parser(_scanner);
    }

    /// <inheritdoc/>
    public ParsingEvent? Current => _parser.Current;

    /// <summary>How far the text was read.</summary>
    public Mark Position => _scanner.CurrentPosition;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (!_parser.MoveNext())
            return false;

        switch (Current)
        {
            case AnchorAlias alias when _open.Contains(alias.Value):
                throw new YamlException(alias.Start, alias.End, $"what the anchor '{alias.Value}' stands for contains itself");
            case AnchorAlias alias when !_anchors.Contains(alias.Value):
                throw new YamlException(alias.Start, alias.End, $"there is no anchor '{alias.Value}' before it, and text that begins with * needs quotes");
            case MappingStart or SequenceStart when _open.Count == MostLevels:
                throw new YamlException(Current.Start, Current.End, $"it is more than {MostLevels} levels deep");
            case MappingStart or SequenceStart:
                _open.Push(((NodeEvent)Current).Anchor);
                break;
            case MappingEnd or SequenceEnd:
                _open.Pop();
                break;
        }

        if (Current is NodeEvent { Anchor.IsEmpty: false } node)
            _anchors.Add(node.Anchor);
        return true;
    }
}
