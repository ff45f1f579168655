using System.Text.Json.Nodes;
using Infra.Applications.Model;
using Infra.Faults;
using Infra.Settings;
using Infra.Settings.Reading;

namespace Infra;

/// <summary>
/// Tells pipelines what they need to know of a stack: its application's images, how the own ones are built, how a release is verified.
/// </summary>
internal static class PipelineVerb
{
    /// <summary>What the verb does, for its help.</summary>
    public const string Description = "Prints, as JSON, what pipelines need to know: images, their builds, smoke tests, addresses to ask.";

    /// <summary>Describes a stack, without the canary of its release: that runs an image which was built before.</summary>
    /// <param name="folder">The project's folder, or one below.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="application">The application that it is to be of; null for its own.</param>
    /// <exception cref="InputException">There is no such stack, or its file cannot be used.</exception>
    public static JsonObject Describe(string folder, string stack, string? application)
    {
        StackFile.RequireStackName(stack);
        var configuration = StackFile.Read(StackFile.FindProjectFolder(folder), stack);
        var loader = Catalog.Default.Settings;
        var settings = loader.Load(configuration, requireAll: false, application);
        var definition = Catalog.Default.Applications.Single(known => known.Name == settings.Application.Name);
        var images = definition.ImageNames.Select(definition.ImageNamed).ToLookup(image => image.Published is null);
        return new JsonObject
        {
            ["application"] = definition.Name,
            ["environment"] = settings.Environment.Name,
            ["images"] = ArrayOf(images[true].Select(BuildOf)),
            ["publishedImages"] = ArrayOf(images[false].Select(image => PublishedOf(image, settings))),
            ["smokeTests"] = new JsonArray([.. SmokeTestsOf(definition).Select(job => JsonValue.Create(job.Name))]),
            ["health"] = ArrayOf(definition.AllServices.Where(service => service.IsPublic).Select(service => HealthOf(service, settings))),
        };
    }

    private static JsonArray ArrayOf(IEnumerable<JsonObject> objects) => new([.. objects]);

    private static JsonObject BuildOf(ImageDefinition image) => new()
    {
        ["name"] = image.Name,
        ["context"] = image.Build.Context,
        ["dockerfile"] = image.Build.Dockerfile,
        ["target"] = image.Build.Target,
        ["arguments"] = new JsonObject(image.Build.Arguments.Select(one => new KeyValuePair<string, JsonNode?>(one.Key, one.Value))),
        ["platform"] = image.Build.Platform,
    };

    private static JsonObject PublishedOf(ImageDefinition image, StackSettings settings)
        => new() { ["name"] = image.Name, ["reference"] = settings.Images[image.Name].Text };

    // One that asks no service tells nothing of the pods that a release has brought.
    private static IEnumerable<JobDefinition> SmokeTestsOf(ApplicationDefinition definition)
        => definition.Projects
            .SelectMany(project => project.Jobs)
            .Where(job => job.Purpose == JobPurpose.Verification && job.AllCalls.Any());

    // Readiness may ask other services, whose outage is no fault of a release; the path of metrics is not for the outside.
    private static JsonObject HealthOf(ServiceDefinition service, StackSettings settings)
    {
        var isAskedForRequests = service.Health.Port is null || service.Health.Port == service.Port;
        var path = isAskedForRequests ? service.Health.Liveness.Path ?? service.Health.Readiness.Path : null;
        return new JsonObject
        {
            ["service"] = service.Name,
            ["address"] = $"https://{settings.Edge.Hosts[service.Name]}",
            ["path"] = service.InternalPaths.Contains(path) ? null : path,
        };
    }
}
