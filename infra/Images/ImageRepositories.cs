using System.Text.Json.Nodes;
using Infra.Aws;
using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ecr;
using Pulumi.Aws.Ecr.Inputs;

namespace Infra.Images;

/// <summary>
/// The repositories of an application's own images in Amazon ECR. One stack of the application makes them; the nodes of the clusters pull
/// with their own role.
/// </summary>
internal sealed class ImageRepositories : ComponentResource
{
    /// <summary>The type of the component.</summary>
    public const string Type = "infra:images:ImageRepositories";

    private const int UntaggedDays = 14;

    private ImageRepositories(string name, StackSettings settings, RegistrySettings registry, AwsAccount account)
        : base(Type, name)
    {
        foreach (var image in settings.Application.ImageNames)
        {
            // Those of others are where others have them.
            if (settings.Application.ImageNamed(image).Published is not null)
                continue;
            var repository = new Repository(
                $"{name}-{image}",
                new RepositoryArgs
                {
                    Name = registry.PathOf($"{settings.Application.Name}-{image}"),
                    // What is built for an environment bears its name, and takes the place of the one before.
                    ImageTagMutability = "IMMUTABLE_WITH_EXCLUSION",
                    ImageTagMutabilityExclusionFilters =
                    {
                        new RepositoryImageTagMutabilityExclusionFilterArgs
                        {
                            Filter = settings.Environment.Name,
                            FilterType = "WILDCARD",
                        },
                    },
                    ImageScanningConfiguration = new RepositoryImageScanningConfigurationArgs { ScanOnPush = true },
                    ForceDelete = false,
                },
                Kept(account, settings.Environment.ProtectsData));
            _ = new LifecyclePolicy(
                $"{name}-{image}-lifecycle",
                new LifecyclePolicyArgs { Repository = repository.Name, Policy = Lifecycle(registry.KeptImages) },
                account.ChildOf(this));
        }

        RegisterOutputs();
    }

    /// <summary>Declares them; null where the stack makes none.</summary>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="account">The account of AWS; null where the stack has none.</param>
    public static ImageRepositories? Declare(StackSettings settings, AwsAccount? account)
        => settings.Registry is { MakesRepositories: true } registry
            ? new ImageRepositories("repositories", settings, registry, account!)
            : null;

    // Other stacks run what is in them.
    private CustomResourceOptions Kept(AwsAccount account, bool isProtected)
    {
        var options = account.ChildOf(this);
        options.Protect = isProtected;
        options.RetainOnDelete = true;
        return options;
    }

    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
    private static string Lifecycle(int kept) => new JsonObject
    {
        ["rules"] = new JsonArray(
            Rule(1, "untagged", "sinceImagePushed", UntaggedDays),
            Rule(2, "any", "imageCountMoreThan", kept)),
    }.ToJsonString();

    private static JsonObject Rule(int priority, string status, string counted, int count)
    {
        var selection = new JsonObject { ["tagStatus"] = status, ["countType"] = counted, ["countNumber"] = count };
        if (counted == "sinceImagePushed")
            selection["countUnit"] = "days";
        return new JsonObject
        {
            ["rulePriority"] = priority,
            ["selection"] = selection,
            ["action"] = new JsonObject { ["type"] = "expire" },
        };
    }
}
