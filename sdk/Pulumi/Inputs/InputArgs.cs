using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The base of all argument classes.</summary>
public abstract class InputArgs
{
    /// <summary>Makes an argument class without values.</summary>
    protected InputArgs() { }

    /// <summary>The values by their names on the wire, not yet serialized.</summary>
    /// <exception cref="ArgumentNullException">A required one has no value.</exception>
    internal ImmutableArray<KeyValuePair<string, object?>> GetValues()
    {
        var members = InputMember.Of(GetType());
        var values = ImmutableArray.CreateBuilder<KeyValuePair<string, object?>>(members.Length);
        foreach (var member in members)
        {
            var value = member.Get(this);
            if (value is null && member.Attribute.IsRequired)
                throw new ArgumentNullException(member.Name, $"[Input] {GetType().FullName}.{member.Name} is required but was not given a value");
            if (value is not null && member.Attribute.IsJson)
                value = Serializer.AsJson(value);
            values.Add(KeyValuePair.Create(member.Attribute.Name, value));
        }

        return values.MoveToImmutable();
    }
}
