namespace Sdk.Tests.Support;

/// <summary>The arguments of a <see cref="Widget"/>, one of each shape.</summary>
internal sealed class WidgetArgs : ResourceArgs
{
    [Input("items")]
    private InputList<string>? _items;

    [Input("labels")]
    private InputMap<string>? _labels;

    [Input("parts")]
    private InputList<PartArgs>? _parts;

    [Input("text")]
    public Input<string>? Text { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("part")]
    public Input<PartArgs>? Part { get; set; }

    [Input("port")]
    public InputUnion<int, string>? Port { get; set; }

    [Input("document")]
    public InputJson? Document { get; set; }

    /// <summary>Sent as a JSON string.</summary>
    [Input("settings", json: true)]
    public Input<PartArgs>? Settings { get; set; }

    /// <summary>Sent as a JSON string.</summary>
    [Input("strict", json: true)]
    public Input<bool>? Strict { get; set; }

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

    public InputList<PartArgs> Parts
    {
        get => _parts ??= new();
        set => _parts = value;
    }
}
