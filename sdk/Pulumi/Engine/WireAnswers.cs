using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Engine;

/// <summary>Reads what the engine answers into serialized values.</summary>
internal static class WireAnswers
{
    /// <summary>Named values of an answer.</summary>
    /// <exception cref="EngineException">One of them is of a kind that this package does not know.</exception>
    public static ImmutableDictionary<string, object?> FromStruct(Struct? message)
        => message is null
            ? ImmutableDictionary<string, object?>.Empty
            : message.Fields.ToImmutableDictionary(field => field.Key, field => FromValue(field.Value));

    private static object? FromValue(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue => value.NumberValue,
        Value.KindOneofCase.StringValue => value.StringValue == Unknown.Text ? Unknown.Value : value.StringValue,
        Value.KindOneofCase.ListValue => value.ListValue.Values.Select(FromValue).ToImmutableArray(),
        Value.KindOneofCase.StructValue => value.StructValue.Fields.TryGetValue(Signature.Key, out var signature)
            ? FromSigned(signature.StringValue, value.StructValue.Fields)
            : FromStruct(value.StructValue),
        _ => null,
    };

    private static object? FromSigned(string kind, MapField<string, Value> members) => kind switch
    {
        Signature.Secret => new Secret(Member(members, Signature.Value)),
        Signature.Output when !members.ContainsKey(Signature.Value) => Unknown.Value,
        Signature.Output when Member(members, Signature.IsSecret) is true => new Secret(Member(members, Signature.Value)),
        Signature.Output => Member(members, Signature.Value),
        // The program never declared the object that this one would be: what stands for it is what it is called.
        Signature.Resource => Member(members, Signature.Id) ?? Member(members, Signature.Urn),
        Signature.Asset => AssetOf(ContentOf(members)),
        Signature.Archive => ArchiveOf(ContentOf(members)),
        _ => throw new EngineException(EngineFailure.Refused, $"The Pulumi engine sent a value of the unknown kind {kind}."),
    };

    private static object? Member(MapField<string, Value> members, string name)
        => members.TryGetValue(name, out var value) ? FromValue(value) : null;

    // Beside it there may be a hash.
    private static KeyValuePair<string, Value> ContentOf(MapField<string, Value> members)
        => members.First(member => member.Key is "text" or "path" or "uri" or "assets");

    private static Asset AssetOf(KeyValuePair<string, Value> content) => content.Key switch
    {
        "text" => new StringAsset(content.Value.StringValue),
        "path" => new FileAsset(content.Value.StringValue),
        _ => new RemoteAsset(content.Value.StringValue),
    };

    private static Archive ArchiveOf(KeyValuePair<string, Value> content) => content.Key switch
    {
        "assets" => new AssetArchive(
            FromStruct(content.Value.StructValue).ToDictionary(entry => entry.Key, entry => (AssetOrArchive)entry.Value!)),
        "path" => new FileArchive(content.Value.StringValue),
        _ => new RemoteArchive(content.Value.StringValue),
    };
}
