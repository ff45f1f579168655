using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = StackFile.FindProjectFolder(AppContext.BaseDirectory);

    /// <summary>The stacks whose files are committed.</summary>
    public static IReadOnlyList<string> Stacks { get; } = StackFile.StacksIn(Root);

    /// <summary>The path of a file in the checkout.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);
}
