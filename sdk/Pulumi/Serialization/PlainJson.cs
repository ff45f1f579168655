using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Pulumi.Serialization;

/// <summary>Writes serialized values without secrets and unknowns as JSON, the keys of dictionaries sorted.</summary>
internal static class PlainJson
{
    public static string Of(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case ImmutableArray<object?> items:
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case ImmutableDictionary<string, object?> entries:
                writer.WriteStartObject();
                foreach (var key in entries.Keys.Order(StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, entries[key]);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"{value.GetType().FullName} cannot be written as JSON");
        }
    }
}
