using Pulumi;

namespace Infra.Kubernetes.CloudNativePg;

/// <summary>A new, empty database.</summary>
internal sealed class InitDbArgs : ResourceArgs
{
    /// <summary>The database's name.</summary>
    [Input("database")]
    public Input<string>? Database { get; set; }

    /// <summary>The name of the role that owns it.</summary>
    [Input("owner")]
    public Input<string>? Owner { get; set; }

    /// <summary>The secret with the owner's <c>username</c> and <c>password</c>.</summary>
    [Input("secret")]
    public Input<LocalObjectReferenceArgs>? Secret { get; set; }

    /// <summary>Whether pages carry checksums, so that broken storage is noticed.</summary>
    [Input("dataChecksums")]
    public Input<bool>? DataChecksums { get; set; }

    /// <summary>What is run in it as superuser, once.</summary>
    [Input("postInitApplicationSQL")]
    public InputList<string> PostInitApplicationSql { get; set; } = [];
}
