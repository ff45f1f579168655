using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Settings;

/// <summary><c>infra:registry</c>: where the application's images are, if not everybody may pull them.</summary>
public sealed record RegistrySettings
{
    /// <summary>The host of the registry, with its port where it has one.</summary>
    public required string Server { get; init; }

    /// <summary>The path in it that images are pushed to; null where they are at its root.</summary>
    public string? Path { get; init; }

    /// <summary>The user that pulls and pushes, with the secret <c>REGISTRY_PASSWORD</c>; null where anybody may.</summary>
    public string? Username { get; init; }

    /// <summary>Where an image is pushed to.</summary>
    public string RepositoryOf(string image) => string.Join('/', new[] { Server, Path, image }.OfType<string>());

    /// <summary>Reads the section; null where it is neither there nor needed.</summary>
    internal static RegistrySettings? Read(Section section, bool isNeeded)
    {
        const string Meaning = "Host of the registry that images are pulled from with a password, and pushed to.";
        var server = isNeeded || section.IsPresent
            ? section.Require("server", SettingTypes.RegistryServer, "registry.invalid", Meaning)
            : section.Find("server", SettingTypes.RegistryServer, Meaning, "none");
        var path = section.Find("path", SettingTypes.ImagePath, "Path in the registry that images are pushed to.", "its root");
        var username = section.Find(
            "username",
            SettingTypes.Text("robot", "it takes a user's name"),
            $"User that pulls and pushes, with the secret {PlatformSecrets.RegistryPassword.Name}.",
            "none: anybody may");
        return server is null ? null : new RegistrySettings { Server = server, Path = path, Username = username };
    }
}
