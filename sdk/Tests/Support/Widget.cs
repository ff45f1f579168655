using System.Collections.Immutable;

namespace Sdk.Tests.Support;

/// <summary>A custom resource, as a typed package would declare it.</summary>
internal sealed class Widget(string name, WidgetArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource(Token, name, args, options)
{
    public const string Token = "test:index:Widget";

#pragma warning disable RCS1170 // The SDK sets them, by reflection.
    [Output("text")]
    public Output<string?> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>> Labels { get; private set; } = null!;
#pragma warning restore RCS1170
}
