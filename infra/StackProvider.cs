using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>Gives the SDK the stack with its settings: the SDK makes stacks without arguments only.</summary>
/// <param name="settings">The stack's settings.</param>
/// <param name="catalog">What the stack is made of.</param>
/// <param name="options">The stack's options.</param>
internal sealed class StackProvider(StackSettings settings, Catalog catalog, StackOptions? options = null) : IServiceProvider
{
    /// <inheritdoc/>
    public object? GetService(Type serviceType)
        => serviceType == typeof(PlatformStack) ? new PlatformStack(settings, catalog, options) : null;
}
