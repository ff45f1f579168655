using Pulumi;
using Pulumi.Random;

namespace Infra.Aws;

/// <summary>The last snapshot of what holds data, taken when it is deleted.</summary>
internal static class FinalSnapshot
{
    /// <summary>A name that no snapshot of an earlier one has, and that stays.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="identifier">What it is called in AWS.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static Output<string> NameOf(string name, string identifier, Resource parent)
    {
        var suffix = new RandomString(
            $"{name}-final-snapshot",
            new RandomStringArgs { Length = 8, Special = false, Upper = false },
            new CustomResourceOptions { Parent = parent });
        return Output.Format($"{identifier}-final-{suffix.Result}");
    }
}
