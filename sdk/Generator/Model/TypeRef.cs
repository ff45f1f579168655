namespace Sdk.Generator.Model;

/// <summary>
/// The type of a property as the schema states it: what travels on the wire, without the wrapper. Whether <c>string[]</c> becomes
/// <c>InputList&lt;string&gt;</c> or <c>ImmutableArray&lt;string&gt;</c> follows from where it stands.
/// </summary>
internal abstract record TypeRef
{
    private TypeRef()
    {
    }

    /// <summary>A C# keyword such as <c>string</c>, or the rooted name of a generated class.</summary>
    internal sealed record Named(string CSharp) : TypeRef;

    /// <summary><c>T[]</c>.</summary>
    internal sealed record List(TypeRef Item) : TypeRef;

    /// <summary><c>map&lt;T&gt;</c>; keys are strings.</summary>
    internal sealed record Map(TypeRef Value) : TypeRef;

    /// <summary><c>A | B</c>.</summary>
    internal sealed record Union(TypeRef First, TypeRef Second) : TypeRef;

    /// <summary><c>json</c>: a value without a fixed shape.</summary>
    internal sealed record Json : TypeRef;
}
