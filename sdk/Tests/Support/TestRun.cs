using System.Collections.Immutable;

namespace Sdk.Tests.Support;

/// <summary>
/// Runs a program against mocks. The environment, which all tests share, carries its configuration only while TestAsync starts:
/// a deployment reads it when it is constructed, before TestAsync first awaits.
/// </summary>
internal sealed class TestRun
{
    private static readonly Lock EnvironmentLock = new();

    // Whatever a run may read: cleared unless the test sets it, so that no test sees what surrounds it.
    private static readonly ImmutableDictionary<string, string?> NoVariables = new[]
    {
        "PULUMI_CONFIG",
        "PULUMI_CONFIG_SECRET_KEYS",
        "KUBECONFIG",
        "PULUMI_K8S_CLIENT_BURST",
        "PULUMI_K8S_CLIENT_QPS",
        "PULUMI_K8S_CLIENT_TIMEOUT",
        "PULUMI_K8S_DELETE_UNREACHABLE",
        "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE",
        "PULUMI_K8S_ENABLE_PATCH_FORCE",
        "PULUMI_K8S_ENABLE_SECRET_MUTABLE",
        "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY",
        "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE",
        "PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS",
        "PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS",
        "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
    }.ToImmutableDictionary(name => name, _ => (string?)null);

    private ImmutableDictionary<string, string?> _variables = NoVariables;

    /// <summary>Plays the engine. Default: every resource gets an id, and its inputs as its state.</summary>
    public MockedEngine Engine { get; init; } = new();

    /// <summary>What the run pretends to deploy. Default: the SDK's defaults.</summary>
    public TestOptions Options { get; init; } = new();

    /// <summary>A JSON object, the value of PULUMI_CONFIG. Default: not set.</summary>
    public string Config
    {
        init => _variables = _variables.SetItem("PULUMI_CONFIG", value);
    }

    /// <summary>A JSON array, the value of PULUMI_CONFIG_SECRET_KEYS. Default: not set.</summary>
    public string SecretKeys
    {
        init => _variables = _variables.SetItem("PULUMI_CONFIG_SECRET_KEYS", value);
    }

    /// <summary>The value of KUBECONFIG. Default: not set.</summary>
    public string Kubeconfig
    {
        init => _variables = _variables.SetItem("KUBECONFIG", value);
    }

    /// <summary>Runs a stack class.</summary>
    public Task<ImmutableArray<Resource>> RunAsync<TStack>()
        where TStack : Stack, new()
        => StartAsync(() => Deployment.TestAsync<TStack>(Engine.Mocks, Options));

    /// <summary>Runs a program that is one function.</summary>
    public Task<ImmutableArray<Resource>> RunAsync(Action program)
        => StartAsync(() => Deployment.TestAsync(Engine.Mocks, Options, program));

    /// <summary>Runs a program and gives what it declared, once the run is over.</summary>
    public async Task<T> DeclareAsync<T>(Func<T> program)
    {
        var declared = default(T);
        await RunAsync(() => declared = program());
        return declared!;
    }

    /// <summary>What a transformation sees of the one resource that is declared with the options.</summary>
    public async Task<ResourceTransformationArgs> TransformAsync(Action<CustomResourceOptions> declare)
    {
        var seen = new List<ResourceTransformationArgs>();
        await RunAsync(() => declare(new CustomResourceOptions
        {
            ResourceTransformations =
            {
                given =>
                {
                    seen.Add(given);
                    return null;
                },
            },
        }));
        return Assert.Single(seen);
    }

    /// <summary>Starts a run within its environment.</summary>
    public Task<T> StartAsync<T>(Func<Task<T>> testAsync)
    {
        lock (EnvironmentLock)
        {
            Set(_variables);
            Task<T> run;
            try
            {
                run = testAsync();
            }
            finally
            {
                Set(NoVariables);
            }

            return run;
        }
    }

    private static void Set(ImmutableDictionary<string, string?> variables)
    {
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }
}
