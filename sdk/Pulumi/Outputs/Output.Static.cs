using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>Makes and combines outputs.</summary>
public static partial class Output
{
    /// <summary>A known, plain output of the value.</summary>
    public static Output<T> Create<T>(T value) => new(OutputData.Known(value));

    /// <summary>A known, plain output of the task's result.</summary>
    public static Output<T> Create<T>(Task<T> value) => new(ResolveAsync(value, isSecret: false));

    /// <summary>A known output whose value must not be shown or stored in plain text.</summary>
    public static Output<T> CreateSecret<T>(T value) => new(OutputData.Known(value) with { IsSecret = true });

    /// <inheritdoc cref="CreateSecret{T}(T)"/>
    public static Output<T> CreateSecret<T>(Task<T> value) => new(ResolveAsync(value, isSecret: true));

    /// <summary>The same value, marked secret.</summary>
    public static Output<T> CreateSecret<T>(Output<T> value) => Mark(value, isSecret: true);

    /// <summary>The same value, no longer marked secret.</summary>
    public static Output<T> Unsecret<T>(Output<T> output) => Mark(output, isSecret: false);

    /// <summary>Whether the output is marked secret.</summary>
    public static Task<bool> IsSecretAsync<T>(Output<T> output) => OutputData.IsSecretAsync(output.Data);

    /// <summary>All the values as one list: unknown where one is unknown, secret where one is secret.</summary>
    public static Output<ImmutableArray<T>> All<T>(params Input<T>[] inputs) => All(inputs.Select(input => input.ToOutput()));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Input<T>> inputs) => All(inputs.Select(input => input.ToOutput()));

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(params Output<T>[] outputs) => All(outputs.AsEnumerable());

    /// <inheritdoc cref="All{T}(Input{T}[])"/>
    public static Output<ImmutableArray<T>> All<T>(IEnumerable<Output<T>> outputs)
        => new(OutputData.AllAsync([.. outputs], all => ImmutableArray.Create(Array.ConvertAll(all, data => data.As<T>()))));

    /// <summary>Formats a string whose holes may be inputs and outputs, in the invariant culture; null becomes the empty string.</summary>
    public static Output<string> Format(FormattableString formattableString)
    {
        var holes = formattableString.GetArguments().Select(AsOutput);
        return All(holes).Apply(values => string.Format(CultureInfo.InvariantCulture, formattableString.Format, [.. values]));
    }

    /// <summary>The value as JSON; inputs and outputs within it are replaced by their values.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
        => new(Serialization.OutputJson.SerializeAsync(value, options));

    /// <summary>The object itself where it is an output, the output within it where it is an input, else an output of it.</summary>
    internal static Output<object?> AsOutput(object? value)
        => value is IOutput output ? new Output<object?>(output.GetDataAsync().AsTask()) : Create(value);

    private static async Task<OutputData> ResolveAsync<T>(Task<T> value, bool isSecret)
        => OutputData.Known(await value) with { IsSecret = isSecret };

    private static Output<T> Mark<T>(Output<T> output, bool isSecret)
    {
        return new(MarkAsync());

        async Task<OutputData> MarkAsync() => (await output.Data) with { IsSecret = isSecret };
    }
}
