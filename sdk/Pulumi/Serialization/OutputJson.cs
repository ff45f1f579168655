using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Serialization;

/// <summary>
/// Serializes values that hold outputs. A converter cannot wait, so outputs that are not there yet are collected, awaited,
/// and the whole is serialized again until none is missing.
/// </summary>
internal sealed class OutputJson : JsonConverterFactory
{
    private readonly List<Task> _pending = [];
    private OutputData _combined = OutputData.Known(null);

    public static async Task<OutputData> SerializeAsync<T>(Output<T> value, JsonSerializerOptions? options)
    {
        var data = await value.Data;
        while (true)
        {
            var converter = new OutputJson();
#pragma warning disable CA1869 // The options carry the converter of this one serialization, so they cannot be kept.
            var withOutputs = new JsonSerializerOptions(options ?? JsonSerializerOptions.Default) { Converters = { converter } };
#pragma warning restore CA1869
            var json = data.IsKnown ? JsonSerializer.Serialize(data.As<T>(), withOutputs) : "";
            if (converter._pending.Count > 0)
            {
                await Task.WhenAll(converter._pending);
                continue;
            }

            var combined = converter._combined;
            return new OutputData(
                json, data.IsKnown && combined.IsKnown, data.IsSecret || combined.IsSecret, data.Resources.Union(combined.Resources));
        }
    }

    public override bool CanConvert(Type typeToConvert) => typeof(IOutput).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert), this)!;

    private sealed class Converter<TOutput>(OutputJson all) : JsonConverter<TOutput>
        where TOutput : IOutput
    {
        public override TOutput Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException("Outputs are written to JSON, not read from it.");

        public override void Write(Utf8JsonWriter writer, TOutput value, JsonSerializerOptions options)
        {
            var task = value.GetDataAsync().AsTask();
            if (!task.IsCompletedSuccessfully)
            {
                all._pending.Add(task);
                writer.WriteNullValue();
                return;
            }

            var data = task.Result;
            all._combined = new OutputData(
                null,
                all._combined.IsKnown && data.IsKnown,
                all._combined.IsSecret || data.IsSecret,
                all._combined.Resources.Union(data.Resources));
            JsonSerializer.Serialize(writer, data.IsKnown ? data.Value : null, options);
        }
    }
}
