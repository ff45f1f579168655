using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis.Text;

namespace Sdk.Generator.Reading;

/// <summary>Reads JSON text into <see cref="SchemaNode"/>s. Text that is not JSON is a fault, never an exception.</summary>
internal sealed class SchemaParser
{
    private readonly byte[] _text;
    private readonly FaultList _faults;
    private long _scanned;
    private int _line;
    private long _lineStart;

    private SchemaParser(string text, FaultList faults)
    {
        _text = Encoding.UTF8.GetBytes(text);
        _faults = faults;
    }

    public static SchemaNode? Parse(string text, FaultList faults)
    {
        try
        {
            return new SchemaParser(text, faults).ParseAll();
        }
        catch (JsonException e)
        {
            faults.Add(
                new LinePosition((int)(e.LineNumber ?? 0), (int)(e.BytePositionInLine ?? 0)),
                "(root)",
                $"this is not JSON. {e.Message}");
            return null;
        }
    }

    private SchemaNode ParseAll()
    {
        var reader = new Utf8JsonReader(_text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        var root = ParseValue(ref reader, "(root)");
        reader.Read();
        return root;
    }

    private SchemaNode ParseValue(ref Utf8JsonReader reader, string path)
    {
        var text = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString() ?? "",
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan.ToArray()),
            _ => "",
        };
        var node = new SchemaNode(reader.TokenType, text, path, PositionOf(reader.TokenStartIndex), _faults);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var name = reader.GetString() ?? "";
                reader.Read();
                node.Add(name, ParseValue(ref reader, path[0] == '(' ? name : $"{path} > {name}"));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                node.Add(ParseValue(ref reader, $"{path}[{i}]"));
            }
        }

        return node;
    }

    /// <summary>Lines are counted along the way; tokens come in the order of the text.</summary>
    private LinePosition PositionOf(long index)
    {
        for (; _scanned < index; _scanned++)
        {
            if (_text[_scanned] == '\n')
            {
                _line++;
                _lineStart = _scanned + 1;
            }
        }

        return new LinePosition(_line, (int)(index - _lineStart));
    }
}
