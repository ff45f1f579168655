using Infra.Isolation;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Data.Postgres;

/// <summary>A secret that the operator reads and watches: its name is fixed, and it is changed in place.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Secret">It.</param>
internal sealed record WatchedSecret(string Name, Secret Secret)
{
    /// <summary>Declares one.</summary>
    /// <param name="name">Its name, in Pulumi and in the cluster.</param>
    /// <param name="type">Its type.</param>
    /// <param name="data">What is in it.</param>
    /// <param name="placement">Where it is put.</param>
    /// <param name="parent">The component that it is a part of.</param>
    public static WatchedSecret Declare(string name, string type, InputMap<string> data, Placement placement, Resource parent)
    {
        var metadata = placement.Metadata(name);
        metadata.Labels["cnpg.io/reload"] = "true";
        return new WatchedSecret(
            name,
            new Secret(name, new SecretArgs { Metadata = metadata, Type = type, StringData = data }, placement.ChildOf(parent)));
    }
}
