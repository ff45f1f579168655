using Sdk.Generator.Model;

namespace Sdk.Generator.Emitting;

/// <summary>
/// Emits enumerations: structs around the string that is sent, because a C# enum could only send its number or its name.
/// </summary>
internal static class EnumEmitter
{
    public static SourceFile Emit(EnumType type)
    {
        var name = type.Class.Name;
        var writer = new CodeWriter(type.Class);
        writer.Line("[global::Pulumi.EnumType]");
        writer.Open($"public readonly struct {name} : global::System.IEquatable<{name}>");
        writer.Line("private readonly string _value;");
        writer.Line();
        writer.Line($"private {name}(string value) => _value = value;");
        writer.Line();
        foreach (var member in type.Members)
        {
            writer.Line(
                $"public static {name} {CSharpText.Identifier(member.Name)} {{ get; }} = new({CSharpText.Literal(member.Value)});");
        }

        writer.Line();
        writer.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);");
        writer.Line();
        writer.Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);");
        writer.Line();
        writer.Line($"public static explicit operator string({name} value) => value._value;");
        writer.Line();
        writer.Line($"public bool Equals({name} other) => string.Equals(_value, other._value, global::System.StringComparison.Ordinal);");
        writer.Line();
        writer.Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);");
        writer.Line();
        writer.Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;");
        writer.Line();
        writer.Line("public override string ToString() => _value;");
        writer.Close();
        return writer.ToFile();
    }
}
