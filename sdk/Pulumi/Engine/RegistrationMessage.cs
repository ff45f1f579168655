using System.Globalization;

namespace Pulumi.Engine;

/// <summary>Writes the requests to register and to read a resource as the engine's protocol has them.</summary>
internal static class RegistrationMessage
{
    public static async Task<Protocol.RegisterResourceRequest> OfAsync(RegisterResourceRequest request)
    {
        var (resource, options) = (request.Resource, request.Options);
        var message = new Protocol.RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = request.ParentUrn,
            Custom = request.IsCustom,
            Object = WireValues.ToStruct(request.Inputs),
            Dependencies = { request.Dependencies },
            Provider = request.Provider,
            Version = options.Version ?? "",
            IgnoreChanges = { options.IgnoreChanges },
            AcceptSecrets = true,
            AdditionalSecretOutputs = { SecretOutputsOf(options) },
            CustomTimeouts = TimeoutsOf(options.CustomTimeouts),
            AcceptResources = true,
            ReplaceOnChanges = { options.ReplaceOnChanges },
            Aliases = { await AliasesOfAsync(options) },
            SupportsResultReporting = true,
            Hooks = new Protocol.RegisterResourceRequest.Types.ResourceHooksBinding(),
        };
        if (options.Protect is { } protect)
            message.Protect = protect;
        if (options.RetainOnDelete is { } retain)
            message.RetainOnDelete = retain;
        foreach (var (property, urns) in request.PropertyDependencies)
        {
            message.PropertyDependencies.Add(
                property,
                new Protocol.RegisterResourceRequest.Types.PropertyDependencies { Urns = { urns } });
        }
        return message;
    }

    public static Protocol.ReadResourceRequest OfRead(ReadResourceRequest read)
    {
        var (resource, options) = (read.Request.Resource, read.Request.Options);
        return new Protocol.ReadResourceRequest
        {
            Id = read.Id,
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = read.Request.ParentUrn,
            Properties = WireValues.ToStruct(read.Request.Inputs),
            Dependencies = { read.Request.Dependencies },
            Provider = read.Request.Provider,
            Version = options.Version ?? "",
            AcceptSecrets = true,
            AdditionalSecretOutputs = { SecretOutputsOf(options) },
            AcceptResources = true,
        };
    }

    private static List<string> SecretOutputsOf(ResourceOptions options)
        => (options as CustomResourceOptions)?.AdditionalSecretOutputs ?? [];

    private static Protocol.RegisterResourceRequest.Types.CustomTimeouts? TimeoutsOf(CustomTimeouts? timeouts)
    {
        return timeouts is null
            ? null
            : new() { Create = Text(timeouts.Create), Update = Text(timeouts.Update), Delete = Text(timeouts.Delete) };

        static string Text(TimeSpan? time)
            => time is { } some ? string.Create(CultureInfo.InvariantCulture, $"{(long)some.TotalNanoseconds}ns") : "";
    }

    private static async Task<IEnumerable<Protocol.Alias>> AliasesOfAsync(ResourceOptions options)
    {
        var aliases = new List<Protocol.Alias>();
        foreach (var input in options.Aliases)
        {
            var alias = (await input.ToOutput().Data).As<Alias>();
            var (name, type) = ((await alias.Name.ToOutput().Data).As<string?>(), (await alias.Type.ToOutput().Data).As<string?>());
            // Said, and false: it had the parent that it has now.
            var spec = new Protocol.Alias.Types.Spec { Name = name ?? "", Type = type ?? "", NoParent = false };
            aliases.Add(new Protocol.Alias { Spec = spec });
        }

        return aliases;
    }
}
