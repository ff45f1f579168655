using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Secrets;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;

namespace Infra.Application;

/// <summary>What nodes pull the images of a registry with that wants a password.</summary>
internal static class PullSecret
{
    // The key that a secret of this type has (https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets).
    private const string Key = ".dockerconfigjson";

    /// <summary>Declares the secret; null where images are pulled without one.</summary>
    /// <param name="prefix">What the names of the project's resources begin with.</param>
    /// <param name="args">The project.</param>
    /// <param name="parent">The component it is a part of.</param>
    public static Secret? Declare(string prefix, ApplicationProjectArgs args, Resource parent)
    {
        if (args.Settings.Registry is not { Username: { } username } registry)
            return null;

        var configuration = SuppliedValue.Of(PlatformSecrets.RegistryPassword.Name).Apply(password => new JsonObject
        {
            ["auths"] = new JsonObject { [registry.Server] = new JsonObject { ["username"] = username, ["password"] = password } },
        }.ToJsonString());
        return new Secret(
            $"{prefix}-registry",
            new SecretArgs
            {
                Metadata = args.Placement.Unnamed(prefix),
                Type = "kubernetes.io/dockerconfigjson",
                Immutable = true,
                StringData = new InputMap<string> { [Key] = configuration },
            },
            args.Placement.ChildOf(parent));
    }
}
