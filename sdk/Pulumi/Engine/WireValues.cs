using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumi.Serialization;

namespace Pulumi.Engine;

/// <summary>Serialized values as the engine's protocol has them.</summary>
internal static class WireValues
{
    /// <summary>Named values for a request.</summary>
    public static Struct ToStruct(ImmutableDictionary<string, object?> values)
        => Of(values.Select(entry => (entry.Key, ToValue(entry.Value))));

    private static Value ToValue(object? value) => value switch
    {
        null => Value.ForNull(),
        bool flag => Value.ForBool(flag),
        double number => Value.ForNumber(number),
        string text => Value.ForString(text),
        Unknown => Value.ForString(Unknown.Text),
        Secret secret => Signed(Signature.Secret, (Signature.Value, ToValue(secret.Value))),
        ResourceReference { Id: null } component => Signed(Signature.Resource, (Signature.Urn, Value.ForString(component.Urn))),
        ResourceReference custom => Signed(
            Signature.Resource,
            (Signature.Urn, Value.ForString(custom.Urn)),
            (Signature.Id, ToValue(custom.Id))),
        AssetOrArchive asset => Signed(asset.IsArchive ? Signature.Archive : Signature.Asset, (asset.Form, ToContent(asset.Content))),
        ImmutableArray<object?> items => Value.ForList([.. items.Select(ToValue)]),
        ImmutableDictionary<string, object?> entries => Value.ForStruct(ToStruct(entries)),
        _ => throw new NotSupportedException($"{value.GetType().FullName} cannot be sent to the engine"),
    };

    private static Value ToContent(object content) => content is ImmutableDictionary<string, AssetOrArchive> assets
        ? Value.ForStruct(Of(assets.Select(entry => (entry.Key, ToValue(entry.Value)))))
        : ToValue(content);

    private static Value Signed(string kind, params IEnumerable<(string Name, Value Value)> members)
        => Value.ForStruct(Of(members.Prepend((Signature.Key, Value.ForString(kind)))));

    private static Struct Of(IEnumerable<(string Name, Value Value)> members)
    {
        var message = new Struct();
        foreach (var (name, value) in members)
            message.Fields.Add(name, value);
        return message;
    }
}
