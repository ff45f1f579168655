using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Testing;

namespace StackPreview.Kinds;

/// <summary>What an engine would give back, where there is none.</summary>
public static class OfflineOutputs
{
    /// <summary>Nothing.</summary>
    public static IDictionary<string, object> None(MockResourceArgs _) => new Dictionary<string, object>();

    /// <summary>
    /// The metadata of a Kubernetes object. Where Pulumi makes its name, it ends in random digits; here, in a hash of what is declared, so
    /// that it changes when that does.
    /// </summary>
    public static IDictionary<string, object> OfObject(MockResourceArgs args)
    {
        var metadata =
            args.Inputs.GetValueOrDefault("metadata") as ImmutableDictionary<string, object> ?? ImmutableDictionary<string, object>.Empty;
        return new Dictionary<string, object>
        {
            ["metadata"] = metadata.ContainsKey("name") ? metadata : metadata.Add("name", $"{args.Name}-{HashOf(args)[..8]}"),
        };
    }

    /// <summary>Secret outputs of these names, each a placeholder of the resource's name.</summary>
    public static Func<MockResourceArgs, IDictionary<string, object>> Secrets(params IReadOnlyList<string> names)
        => args => names.ToDictionary(name => name, _ => (object)Output.CreateSecret(Placeholder.Of(args.Name!)));

    /// <summary>Outputs of these names, each one that says that it is generated, and for what.</summary>
    public static Func<MockResourceArgs, IDictionary<string, object>> Values(params IReadOnlyList<string> names)
        => args => names.ToDictionary(name => name, _ => (object)Placeholder.OfPublic(args.Name!));

    /// <summary>A hash of all that is declared: 64 hexadecimal digits.</summary>
    public static string HashOf(MockResourceArgs args)
    {
        var text = new StringBuilder();
        Append(args.Inputs);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Append(object? value)
        {
            switch (value)
            {
                case ImmutableDictionary<string, object> map:
                    foreach (var key in map.Keys.Order(StringComparer.Ordinal))
                    {
                        text.Append(key).Append('{');
                        Append(map[key]);
                        text.Append('}');
                    }

                    break;
                case ImmutableArray<object> list:
                    foreach (var item in list)
                    {
                        Append(item);
                        text.Append(',');
                    }

                    break;
                default:
                    text.AppendFormat(CultureInfo.InvariantCulture, "{0}", value);
                    break;
            }
        }
    }
}
