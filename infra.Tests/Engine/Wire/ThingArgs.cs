using Pulumi;

namespace Infra.Tests.Engine.Wire;

/// <summary>The arguments of a <see cref="Thing"/>.</summary>
internal sealed class ThingArgs : ResourceArgs
{
    [Input("items")]
    private InputList<string>? _items;

    [Input("labels")]
    private InputMap<string>? _labels;

    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("port")]
    public InputUnion<int, string>? Port { get; set; }

    [Input("part")]
    public Input<ThingPartArgs>? Part { get; set; }

    [Input("file")]
    public Input<AssetOrArchive>? File { get; set; }

    [Input("other")]
    public Input<Resource>? Other { get; set; }

    /// <summary>Sent as a JSON string.</summary>
    [Input("settings", json: true)]
    public Input<ThingPartArgs>? Settings { get; set; }

    public InputList<string> Items
    {
        get => _items ??= new();
        set => _items = value;
    }

    public InputMap<string> Labels
    {
        get => _labels ??= new();
        set => _labels = value;
    }
}
