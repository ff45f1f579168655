using System.Globalization;
using System.Text.Json;
using Microsoft.CodeAnalysis.Text;

namespace Sdk.Generator.Reading;

/// <summary>
/// A JSON value that knows where it stands, which <see cref="JsonElement"/> does not: a fault must name the line of the schema. Asking for
/// something that is not there records a fault and answers with something empty, so that reading goes on to the next one.
/// </summary>
internal sealed class SchemaNode(JsonTokenType kind, string text, string path, LinePosition position, FaultList faults)
{
    private readonly List<KeyValuePair<string, SchemaNode>> _members = [];

    private readonly List<SchemaNode> _items = [];

    public JsonTokenType Kind => kind;

    public string Path => path;

    public LinePosition Position => position;

    /// <summary>A string's value, or a number as it is written.</summary>
    public string Text => text;

    public bool IsObject => kind == JsonTokenType.StartObject;

    public void Add(string name, SchemaNode member)
    {
        if (Find(name) is not null)
        {
            member.Fault("it is there twice.");
        }

        _members.Add(new KeyValuePair<string, SchemaNode>(name, member));
    }

    public void Add(SchemaNode item) => _items.Add(item);

    public void Fault(string message) => faults.Add(this, message);

    /// <summary>A fault of this value that is not one yet.</summary>
    public SchemaFault AsFault(string message) => faults.Of(this, message);

    public IReadOnlyList<KeyValuePair<string, SchemaNode>> Members()
    {
        if (!IsObject)
        {
            Fault("it must be an object.");
        }

        return _members;
    }

    public IReadOnlyList<SchemaNode> Items()
    {
        if (kind != JsonTokenType.StartArray)
        {
            Fault("it must be an array.");
        }

        return _items;
    }

    public string String()
    {
        if (kind == JsonTokenType.String && text.Length > 0)
        {
            return text;
        }

        Fault("it must be a string that is not empty.");
        return "";
    }

    public bool Boolean()
    {
        if (kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            Fault("it must be true or false.");
        }

        return kind == JsonTokenType.True;
    }

    public decimal Number()
    {
        if (kind == JsonTokenType.Number && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault("it must be a number.");
        return 0;
    }

    public int Count()
    {
        if (kind == JsonTokenType.Number && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        Fault("it must be a whole number, 0 or more.");
        return 0;
    }

    /// <summary>A string, or an array of its parts where it is too long for a line.</summary>
    public string LongString() => kind == JsonTokenType.StartArray ? string.Concat(_items.Select(static item => item.String())) : String();

    /// <summary>The value as JSON on one line.</summary>
    public string ToJson() => kind switch
    {
        JsonTokenType.StartObject => "{"
            + string.Join(",", _members.Select(static entry => $"{Quoted(entry.Key)}:{entry.Value.ToJson()}"))
            + "}",
        JsonTokenType.StartArray => $"[{string.Join(",", _items.Select(static item => item.ToJson()))}]",
        JsonTokenType.String => Quoted(text),
        JsonTokenType.Number => text,
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    public SchemaNode? Find(string name) => _members.Find(member => string.Equals(member.Key, name, StringComparison.Ordinal)).Value;

    /// <summary>The text of a member that must be there.</summary>
    public string Required(string name)
    {
        if (Find(name) is { } member)
        {
            return member.String();
        }

        Fault($"'{name}' is missing.");
        return "";
    }

    /// <summary>The text of a member that must be there, which may be in parts.</summary>
    public string RequiredLongString(string name)
    {
        if (Find(name) is { } member)
        {
            return member.LongString();
        }

        Fault($"'{name}' is missing.");
        return "";
    }

    /// <summary>What the documentation of this entry says.</summary>
    public string RequiredDoc()
    {
        var doc = RequiredLongString("doc");
        if (doc.Length > 0 && doc[doc.Length - 1] != '.')
        {
            Find("doc")?.Fault("it must end with a full stop.");
        }

        return doc;
    }

    /// <summary>Members under other names are faults: a mistyped name must not pass for one left out.</summary>
    public void AllowOnly(params string[] names)
    {
        foreach (var member in Members().Where(member => !names.Contains(member.Key, StringComparer.Ordinal)))
        {
            member.Value.Fault($"this name is not known here; known are {string.Join(", ", names)}.");
        }
    }

    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value)}\"";
}
