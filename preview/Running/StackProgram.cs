using Pulumi;
using StackPreview.Capture;

namespace StackPreview.Running;

/// <summary>A Pulumi program, as a preview runs it.</summary>
public sealed class StackProgram
{
    private readonly Func<StackOptions, Stack> _declare;

    private StackProgram(Func<StackOptions, Stack> declare) => _declare = declare;

    /// <summary>A program whose resources a stack class declares.</summary>
    /// <param name="declare">
    /// Makes the stack. It must hand the options on to the constructor of <see cref="Stack"/>: by them, its resources are seen.
    /// </param>
    public static StackProgram Of(Func<StackOptions, Stack> declare) => new(declare);

    /// <summary>A program whose resources a function declares, and whose outputs it returns.</summary>
    public static StackProgram Of(Func<IDictionary<string, object?>> declare) => Of(() => Task.FromResult(declare()));

    /// <inheritdoc cref="Of(Func{IDictionary{string, object?}})"/>
    public static StackProgram Of(Func<Task<IDictionary<string, object?>>> declare) => new(options => new FunctionStack(declare, options));

    /// <summary>Gives the SDK the stack.</summary>
    internal IServiceProvider ProviderWith(StackOptions options) => new Provider(_declare, options);

    private sealed class Provider(Func<StackOptions, Stack> declare, StackOptions options) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(Stack) ? declare(options) : null;
    }
}
