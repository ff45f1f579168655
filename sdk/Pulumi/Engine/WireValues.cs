using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Engine;

/// <summary>Serialized values as the engine's protocol has them, and back.</summary>
internal static class WireValues
{
    /// <summary>Named values for a request.</summary>
    public static Struct ToStruct(ImmutableDictionary<string, object?> values)
    {
        var message = new Struct();
        foreach (var (name, value) in values)
            message.Fields.Add(name, ToValue(value));
        return message;
    }

    /// <summary>Named values of an answer.</summary>
    public static ImmutableDictionary<string, object?> FromStruct(Struct? message)
        => message is null ? ImmutableDictionary<string, object?>.Empty : message.Fields.ToImmutableDictionary(field => field.Key, field => FromValue(field.Value));

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        bool flag => Value.ForBool(flag),
        double number => Value.ForNumber(number),
        string text => Value.ForString(text),
        Unknown => Value.ForString(Unknown.Text),
        Secret secret => Value.ForStruct(new Struct { Fields = { [Signature.Key] = Value.ForString(Signature.Secret), [Signature.Value] = ToValue(secret.Value) } }),
        ImmutableArray<object?> items => Value.ForList([.. items.Select(ToValue)]),
        ImmutableDictionary<string, object?> entries => Value.ForStruct(ToStruct(entries)),
        _ => throw new NotSupportedException($"{value.GetType().FullName} cannot be sent to the engine"),
    };

    private static object? FromValue(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.StringValue == Unknown.Text ? Unknown.Value : value.StringValue,
        Value.KindOneofCase.ListValue => value.ListValue.Values.Select(FromValue).ToImmutableArray(),
        Value.KindOneofCase.StructValue => value.StructValue.Fields.TryGetValue(Signature.Key, out var signature)
            ? FromSigned(signature.StringValue, value.StructValue)
            : FromStruct(value.StructValue),
        _ => null,
    };

    private static object? FromSigned(string signature, Struct message)
    {
        var inner = message.Fields.TryGetValue(Signature.Value, out var value) ? FromValue(value) : null;
        return signature switch
        {
            Signature.Secret => new Secret(inner),
            Signature.Output when value is null => Unknown.Value,
            Signature.Output => message.Fields.TryGetValue(Signature.IsSecret, out var isSecret) && isSecret.BoolValue ? new Secret(inner) : inner,
            _ => throw new EngineException(GrpcStatus.Internal, $"The Pulumi engine sent a value of the unknown kind {signature}."),
        };
    }
}
