using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>The plugin that takes a backup.</summary>
internal sealed class PluginConfigurationArgs : ResourceArgs
{
    /// <summary>Its name.</summary>
    [Input("name", required: true)]
    public Input<string> Name { get; set; } = null!;
}
