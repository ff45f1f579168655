using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Converts structs marked <see cref="EnumTypeAttribute"/> from and to the value they stand for.</summary>
internal static class EnumType
{
    /// <summary>The string or number behind the struct: it has an explicit conversion to it.</summary>
    public static object? ToUnderlying(object value)
        => value
            .GetType()
            .GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Single(method => method.Name == "op_Explicit")
            .Invoke(null, [value]);
}
