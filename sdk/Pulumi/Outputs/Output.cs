namespace Pulumi;

/// <summary>A value that becomes available while the program runs, with its secretness and the resources it depends on.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Output<T> : IOutput
{
    // One or the other: most outputs are plain values, and there is nothing to wait for.
    private readonly OutputData<T>? _data;
    private readonly Task<OutputData<T>>? _pending;

    internal Output(OutputData<T> data) => _data = data;

    internal Output(Task<OutputData<T>> data)
    {
        _pending = data;
        if (!data.IsCompletedSuccessfully && Deployment.Current is { } deployment)
            deployment.InFlight.Add(data);
    }

    internal ValueTask<OutputData<T>> Data => _data is null ? new(_pending!) : new(_data);

    /// <summary>An output of the task's result.</summary>
    public static Output<T> Create(Task<T> value) => Output.Create(value);

    /// <summary>Runs asynchronous work on the value once it is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
        => Then(async value =>
        {
            await func(value);
            return OutputData<ValueTuple>.Known(default);
        });

    /// <summary>Transforms the value once it is known; the result keeps secretness and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
        => Then(value => ValueTask.FromResult(OutputData<TResult>.Known(func(value))));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
        => Then(async value => OutputData<TResult>.Known(await func(value)));

    /// <summary>Transforms the value into another input once it is known, and takes that one's secretness and dependencies in as well.</summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
        => Then(value => func(value).ToOutput().Data);

    /// <inheritdoc cref="Apply{TResult}(Func{T, Input{TResult}})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
        => Then(value => (func(value) ?? Output.Create(default(TResult)!)).Data);

    /// <summary>Not the value: a sentence that says how to get at it. Also logs a warning.</summary>
    public override string ToString()
    {
        const string Message =
            "Calling [ToString] on an [Output<T>] is not supported. Use o.Apply(v => $\"prefix{v}\") or Output.Format($\"prefix{o}\") to make an Output<string> of it.";
        if (Deployment.Current is not null)
            Log.Warn(Message);
        return Message;
    }

    async ValueTask<OutputData<object?>> IOutput.GetDataAsync()
    {
        var data = await Data;
        return data.With<object?>(data.Value);
    }

    private Output<TResult> Then<TResult>(Func<T, ValueTask<OutputData<TResult>>> func) => new(ThenAsync(func));

    private async Task<OutputData<TResult>> ThenAsync<TResult>(Func<T, ValueTask<OutputData<TResult>>> func)
    {
        var data = await Data;
        if (!data.IsKnown)
            return data.With<TResult>(default!);

        var inner = await func(data.Value);
        return new OutputData<TResult>(
            inner.Value,
            inner.IsKnown,
            data.IsSecret || inner.IsSecret,
            data.Resources.Union(inner.Resources));
    }
}
