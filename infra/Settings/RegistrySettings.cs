using Infra.Applications.Model;
using Infra.Faults;
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

    /// <summary>Whether the stack makes the repositories, in Amazon ECR: one stack of an application does.</summary>
    public bool MakesRepositories { get; init; }

    /// <summary>How many images such a repository keeps.</summary>
    public int KeptImages { get; init; }

    /// <summary>Where an image is pushed to.</summary>
    public string RepositoryOf(string image) => $"{Server}/{PathOf(image)}";

    /// <summary>The path of an image in the registry.</summary>
    public string PathOf(string image) => Path is null ? image : $"{Path}/{image}";

    /// <summary>What is wrong with it that only the whole stack tells.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="commands">The commands that faults name.</param>
    internal static IEnumerable<Fault> FaultsIn(StackSettings stack, ConfigCommands commands)
    {
        const string Key = $"{StackReading.ProjectName}:registry";
        if (stack.Registry is not { MakesRepositories: true } registry)
            yield break;
        if (stack.Aws is not { } aws)
        {
            yield return new Fault(
                AwsSettings.Key,
                StackFaults.Missing,
                $"{Key}.makesRepositories is true, and they are made in the account that it names",
                $"Set it, for instance: {commands.SetPath($"{AwsSettings.Key}.region", "eu-central-1")}");
            yield break;
        }

        // https://docs.aws.amazon.com/AmazonECR/latest/userguide/Registries.html
        var own = $"{aws.AccountId}.dkr.ecr.{aws.Region}.amazonaws.com";
        if (registry.Server != own)
        {
            yield return new Fault(
                $"{Key}.server",
                $"\"{registry.Server}\"",
                $"{Key}.makesRepositories is true, and the registry of the account in {aws.Region} is another one",
                $"Use {own}, or remove {Key}.makesRepositories");
        }

        if (registry.Username is not null)
        {
            yield return new Fault(
                $"{Key}.username",
                $"\"{registry.Username}\"",
                "nodes pull from ECR with their own role, and whoever builds logs in for some hours alone",
                "Remove the line");
        }
    }

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
        var makes = section.Get(
            "makesRepositories",
            SettingTypes.Boolean,
            false,
            "Whether this stack makes the repositories of the application's own images, in Amazon ECR. One stack of an application does.");
        var kept = section.Get(
            "keptImages",
            SettingTypes.Integer(10, 10_000),
            200,
            "Images that such a repository keeps, the newest. All that any stack runs, or goes back to, must be among them.");
        return server is null
            ? null
            : new RegistrySettings
            {
                Server = server,
                Path = path,
                Username = username,
                MakesRepositories = makes,
                KeptImages = kept,
            };
    }
}
