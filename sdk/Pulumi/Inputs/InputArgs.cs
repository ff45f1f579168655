using Pulumi.Serialization;

namespace Pulumi;

/// <summary>The base of all argument classes.</summary>
public abstract class InputArgs
{
    /// <summary>Makes an argument class without values.</summary>
    protected InputArgs() { }

    /// <summary>The values that are given, by their names on the wire, not yet serialized.</summary>
    /// <exception cref="ArgumentNullException">A required one has no value.</exception>
    internal IEnumerable<KeyValuePair<string, object>> GetValues()
    {
        foreach (var member in InputMember.Of(GetType()))
        {
            if (member.Get(this) is { } value)
            {
                yield return KeyValuePair.Create(member.Attribute.Name, member.Attribute.IsJson ? Serializer.AsJson(value) : value);
            }
            else if (member.Attribute.IsRequired)
            {
                throw new ArgumentNullException(
                    member.Name,
                    $"[Input] {GetType().FullName}.{member.Name} is required but was not given a value");
            }
        }
    }
}
