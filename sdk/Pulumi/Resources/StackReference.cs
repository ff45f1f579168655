using System.Collections.Immutable;

namespace Pulumi;

/// <summary>Another stack, whose outputs are read.</summary>
public class StackReference : CustomResource
{
    /// <summary>Declares the reference.</summary>
    /// <param name="name">Its name, and the stack's where the arguments give none.</param>
    /// <param name="args">Which stack it is.</param>
    /// <param name="options">How to read it.</param>
    public StackReference(string name, StackReferenceArgs? args = null, CustomResourceOptions? options = null)
        : base(
            "pulumi:pulumi:StackReference",
            name,
            new StackReferenceArgs { Name = args?.Name ?? name },
            CustomResourceOptions.Merge(options, new CustomResourceOptions { Id = args?.Name ?? name }))
    {
    }

#pragma warning disable RCS1170 // Registration sets them.
    /// <summary>The stack's name.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>Its outputs by name, secret together where one is.</summary>
    [Output("outputs")]
    public Output<ImmutableDictionary<string, object>> Outputs { get; private set; } = null!;

    /// <summary>The names of its secret outputs.</summary>
    [Output("secretOutputNames")]
    public Output<ImmutableArray<string>> SecretOutputNames { get; private set; } = null!;
#pragma warning restore RCS1170

    /// <summary>One of its outputs, secret where that one is; null where there is none of the name.</summary>
    public Output<object?> GetOutput(Input<string> name)
        => Marked(name, Output.Tuple(name.ToOutput(), Outputs).Apply(pair => (object?)pair.Item2.GetValueOrDefault(pair.Item1)));

    /// <summary>One of its outputs, secret where that one is.</summary>
    /// <exception cref="KeyNotFoundException">There is none of the name; thrown where the output is read.</exception>
    public Output<object> RequireOutput(Input<string> name)
        => Marked(name, Output.Tuple(name.ToOutput(), Name, Outputs).Apply(all => all.Item3.TryGetValue(all.Item1, out var value)
            ? value
            : throw new KeyNotFoundException($"Required output '{all.Item1}' does not exist on stack '{all.Item2}'.")));

    private Output<T> Marked<T>(Input<string> name, Output<T> output)
    {
        return new(MarkAsync());

        async Task<OutputData> MarkAsync()
        {
            var (data, names) = (await output.Data, await SecretOutputNames.Data);
            // Where the names of the secrets are not known, each output is as secret as all of them.
            return names is { IsKnown: true, Value: ImmutableArray<string> { IsDefault: false } secrets }
                ? data with { IsSecret = secrets.Contains((await name.ToOutput().Data).As<string>()) }
                : data;
        }
    }
}
