using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infra.Settings.Reading;

/// <summary>
/// The events of a YAML text. YamlDotNet says neither where an alias leads nowhere nor that one leads to itself, reads into any depth, and
/// takes aliases that stand for aliases without counting; this class refuses such texts where they go wrong.
/// </summary>
internal sealed class YamlEvents : IParser
{
    private const int MostLevels = 32;
    private const int MostValues = 100_000;

    // The CLI refuses files beyond a thousand values of which ninety-nine in a hundred, in large files fewer, stand for others.
    private const int FewValues = 1000;
    private const double LargestShareOfAliases = 0.9;

    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, int> _sizes = [];
    private readonly Stack<(AnchorName Anchor, int Before)> _open = [];
    private int _values;
    private int _aliased;

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
            case AnchorAlias alias when _open.Any(open => open.Anchor == alias.Value):
                throw new YamlException(alias.Start, alias.End, $"what the anchor '{alias.Value}' stands for contains itself");
            case AnchorAlias alias when !_sizes.ContainsKey(alias.Value):
                throw new YamlException(
                    alias.Start,
                    alias.End,
                    "there is no anchor of this name before it, and text that begins with * needs quotes");
            case MappingStart or SequenceStart when _open.Count == MostLevels:
                throw new YamlException(Current.Start, Current.End, $"it is more than {MostLevels} levels deep");
            case MappingStart or SequenceStart:
                _open.Push((((NodeEvent)Current).Anchor, _values));
                Count(1);
                break;
            case MappingEnd or SequenceEnd:
                var (anchor, before) = _open.Pop();
                Remember(anchor, _values - before);
                break;
            case AnchorAlias alias:
                _aliased += _sizes[alias.Value];
                Count(_sizes[alias.Value]);
                break;
            case Scalar scalar:
                Count(1);
                Remember(scalar.Anchor, 1);
                break;
        }

        return true;
    }

    // An alias counts for all that it stands for.
    private void Count(int values)
    {
        _values += values;
        if (_values > MostValues)
            throw new YamlException(Current!.Start, Current.End, $"with what its aliases stand for, it has more than {MostValues} values");
        if (_values > FewValues && _aliased > _values * LargestShareOfAliases)
            throw new YamlException(Current!.Start, Current.End, "almost all of its values are what aliases stand for");
    }

    private void Remember(AnchorName anchor, int size)
    {
        if (!anchor.IsEmpty)
            _sizes[anchor] = size;
    }
}
