using Pulumi;
using Pulumi.Testing;
using StackPreview.Kinds;

namespace StackPreview.Running;

/// <summary>
/// Plays the engine and the providers: what a resource gives back stands in the facts of its kind. A type without facts is an error, so
/// that no output is silently empty.
/// </summary>
/// <param name="kinds">The facts.</param>
/// <param name="isComponent">Whether a type is one of components, which give nothing back.</param>
internal sealed class OfflineEngine(KindCatalog kinds, Func<string, bool> isComponent) : IMocks
{
    /// <inheritdoc/>
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        if (isComponent(args.Type!))
            return Task.FromResult<(string?, object)>((null, new Dictionary<string, object>()));
        if (kinds.Find(args.Type!) is not { } kind)
            throw new RunException(kinds.Missing(args.Type!));
        return Task.FromResult<(string?, object)>((Placeholder.Of(args.Name!), kind.Outputs(args)));
    }

    /// <inheritdoc/>
    public Task<object> CallAsync(MockCallArgs args)
    {
        if (KindCatalog.Functions.FirstOrDefault(function => function.Token == args.Token) is { } known)
            return Task.FromResult<object>(known.Result(args));
        throw new RunException(
            $"{args.Token} is called, which needs a provider; a preview has none. Leave the call out where PULUMI_MONITOR is not set.");
    }
}
