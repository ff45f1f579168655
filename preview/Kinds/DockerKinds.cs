using Pulumi.Testing;

namespace StackPreview.Kinds;

/// <summary>The facts of images of Pulumi.Docker.</summary>
public static class DockerKinds
{
    /// <summary>An image that is built and pushed.</summary>
    public static ResourceKind Image { get; } = new("docker:index/image:Image") { Outputs = Pushed, SecretPaths = ["registry.password"] };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } = [Image, new("pulumi:providers:docker")];

    // A registry answers a push with a digest; here, with a hash of what is declared.
    private static Dictionary<string, object> Pushed(MockResourceArgs args)
    {
        var name = (string)args.Inputs["imageName"];
        // A colon before the last part of the path is that of the registry's port.
        var tag = name.LastIndexOf(':') is var colon && colon > name.LastIndexOf('/') ? colon : name.Length;
        return new() { ["imageName"] = name, ["repoDigest"] = $"{name[..tag]}@sha256:{OfflineOutputs.HashOf(args)}" };
    }
}
