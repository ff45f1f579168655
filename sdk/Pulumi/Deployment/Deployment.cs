using System.Collections.Immutable;
using System.Text.Json;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>One run of a program: declares its stack and registers its resources.</summary>
public sealed partial class Deployment
{
    private static readonly AsyncLocal<Deployment?> Running = new();

    private readonly IMonitor _monitor;
    private readonly ImmutableDictionary<string, string> _config;

    private Deployment(IMonitor monitor, IEngine engine, DeploymentInstance instance)
    {
        _monitor = monitor;
        _config = ReadConfig();
        Logger = new Logger(engine);
        Details = instance;
    }

    /// <summary>What is deployed, and where.</summary>
    /// <exception cref="InvalidOperationException">No program is running.</exception>
    public static DeploymentInstance Instance => Required.Details;

    /// <summary>The running deployment, if there is one.</summary>
    internal static Deployment? Current => Running.Value;

    /// <summary>The running deployment.</summary>
    internal static Deployment Required
        => Current ?? throw new InvalidOperationException("Trying to acquire Deployment.Instance before 'Run' was called.");

    internal Logger Logger { get; }

    internal InFlightTasks InFlight { get; } = new();

    internal Stack? Stack { get; set; }

    internal string ProjectName => Details.ProjectName;

    internal string StackName => Details.StackName;

    private DeploymentInstance Details { get; }

    internal string? GetConfig(string fullKey) => _config.GetValueOrDefault(fullKey);

    /// <summary>Starts the registration of a resource; whoever reads its outputs waits for it.</summary>
    internal void Register(Resource resource, bool custom, ResourceArgs args, ResourceOptions options)
        => InFlight.Add(RegisterAsync(resource, custom, args, options));

    /// <summary>Starts the registration of what a component, or the stack, gives out.</summary>
    internal void RegisterOutputs(Resource resource, Output<IDictionary<string, object?>> outputs)
    {
        InFlight.Add(RegisterAsync());

        async Task RegisterAsync()
        {
            var urn = (await resource.Urn.Data).As<string>();
            var serialized = await new Serializer().SerializeAsync(outputs);
            var values = serialized as ImmutableDictionary<string, object?> ?? ImmutableDictionary<string, object?>.Empty;
            await _monitor.RegisterResourceOutputsAsync(new RegisterResourceOutputsRequest(urn, values));
        }
    }

    /// <summary>Calls a function of a provider.</summary>
    internal async Task<OutputData> InvokeAsync(string token, InvokeArgs args, InvokeOptions options, Type type)
    {
        var serializer = new Serializer();
        var given = Plain.Of(await serializer.SerializeEntriesAsync(args.GetValues())) with { Resources = [.. serializer.Dependencies] };
        if (!given.IsKnown)
            return given with { Value = null };
        var provider = options.Provider is { } explicitly ? await explicitly.GetReferenceAsync() : "";
        var values = given.As<ImmutableDictionary<string, object?>>();
        var result = Plain.Of(await _monitor.InvokeAsync(new InvokeRequest(token, values, provider, options.Version ?? "")));
        return new OutputData(
            result.IsKnown ? Converter.Convert(result.Value, type, token) : null,
            result.IsKnown,
            given.IsSecret || result.IsSecret,
            given.Resources);
    }

    // Read once, here: a caller may change the environment as soon as the deployment runs.
    private static ImmutableDictionary<string, string> ReadConfig()
    {
        // Which keys are secret changes no value; the list is read for its faults.
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG_SECRET_KEYS") is { } secretKeys)
            JsonDocument.Parse(secretKeys).Dispose();
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG") is not { } json)
            return ImmutableDictionary<string, string>.Empty;

        using var document = JsonDocument.Parse(json);
        return document.RootElement
            .EnumerateObject()
            .ToImmutableDictionary(property => property.Name, property => property.Value.ToString());
    }

    private async Task RegisterAsync(Resource resource, bool custom, ResourceArgs args, ResourceOptions options)
    {
        try
        {
            var request = await PrepareAsync(resource, custom, args, options);
            var response = await IdOfAsync(options) is { } id
                ? await _monitor.ReadResourceAsync(new ReadResourceRequest(id, request))
                : await _monitor.RegisterResourceAsync(request);
            Resolve(resource, response);
        }
        catch (Exception exception)
        {
            foreach (var output in resource.OutputSources)
                output.Fail(exception);
            throw;
        }
    }

    // What has an id already is read, and not deployed.
    private static async Task<string?> IdOfAsync(ResourceOptions options)
    {
        var id = await options.Id.ToOutput().Data;
        return id.IsKnown && id.As<string>() is { Length: > 0 } known ? known : null;
    }

    private static async Task<ImmutableArray<string>> UrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var resource in resources
            .SelectMany(resource => resource.WithDescendants())
            .Where(resource => resource is CustomResource))
        {
            urns.Add((await resource.Urn.Data).As<string>());
        }
        return [.. urns];
    }

    private async Task<RegisterResourceRequest> PrepareAsync(Resource resource, bool custom, ResourceArgs args, ResourceOptions options)
    {
        var dependsOn = (await options.DependsOn.Value.Data).As<ImmutableArray<Resource>>();
        var dependencies = new SortedSet<string>(await UrnsAsync(dependsOn), StringComparer.Ordinal);
        var inputs = ImmutableDictionary.CreateBuilder<string, object?>();
        var propertyDependencies = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        foreach (var (name, value) in custom ? args.GetValues() : [])
        {
            var serializer = new Serializer();
            if (await serializer.SerializeAsync(value) is not { } serialized)
                continue;
            inputs[name] = serialized;
            propertyDependencies[name] = await UrnsAsync(serializer.Dependencies);
            dependencies.UnionWith(propertyDependencies[name]);
        }

        var parent = options.Parent ?? (resource is Stack ? null : Stack);
        var parentUrn = parent is null ? "" : (await parent.Urn.Data).As<string>();
        var provider = custom && options.Provider is { } given ? await given.GetReferenceAsync() : "";
        return new RegisterResourceRequest(
            resource,
            custom,
            inputs.ToImmutable(),
            parentUrn,
            provider,
            [.. dependencies],
            propertyDependencies.ToImmutable(),
            options);
    }

    private void Resolve(Resource resource, RegisterResourceResponse response)
    {
        ImmutableHashSet<Resource> dependencies = [resource];
        foreach (var output in resource.OutputSources)
        {
            var data = output.Name switch
            {
                "urn" => OutputData.Known(response.Urn),
                "id" => OutputData.Known(response.Id) with { IsKnown = response.Id is not null },
                _ when response.State.TryGetValue(output.Name, out var value) => Plain.Of(value),
                // What the state leaves out is decided by the deployment to come, in a preview; else there is none.
                _ => OutputData.Known(null) with { IsKnown = response.IsDeployed && !Details.IsDryRun },
            };
            output.Resolve(data with { Resources = dependencies }, $"{resource.GetResourceType()}.{output.Name}");
        }
    }
}
