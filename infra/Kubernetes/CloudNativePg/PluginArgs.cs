using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>A plugin of the operator that takes part.</summary>
internal sealed class PluginArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;

    /// <summary>Whether it archives the write-ahead log.</summary>
    [Input("isWALArchiver")]
    public Input<bool>? IsWALArchiver { get; set; }

    /// <summary>Its parameters.</summary>
    [field: Input("parameters")]
    public InputMap<string> Parameters
    {
        get => field ??= [];
        set;
    }
}
