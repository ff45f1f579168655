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
    private static readonly ImmutableDictionary<string, string?> NoVariables =
        ImmutableDictionary<string, string?>.Empty
            .Add("PULUMI_CONFIG", null)
            .Add("PULUMI_CONFIG_SECRET_KEYS", null)
            .Add("KUBECONFIG", null)
            .Add("PULUMI_K8S_DELETE_UNREACHABLE", null)
            .Add("PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE", null)
            .Add("PULUMI_K8S_ENABLE_PATCH_FORCE", null)
            .Add("PULUMI_K8S_ENABLE_SECRET_MUTABLE", null)
            .Add("PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY", null)
            .Add("PULUMI_K8S_SKIP_UPDATE_UNREACHABLE", null)
            .Add("PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS", null)
            .Add("PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS", null)
            .Add("PULUMI_K8S_UPSERT_EXISTING_OBJECTS", null);

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
        await RunAsync(() => { declared = program(); });
        return declared!;
    }

    /// <summary>Starts a run within its environment.</summary>
    public Task<T> StartAsync<T>(Func<Task<T>> testAsync)
    {
        lock (EnvironmentLock)
        {
            Set(_variables);
            try
            {
                return testAsync();
            }
            finally
            {
                Set(NoVariables);
            }
        }
    }

    private static void Set(ImmutableDictionary<string, string?> variables)
    {
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }
}
