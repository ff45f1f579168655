namespace Pulumi;

/// <summary>A value that becomes available while the program runs, with its secretness and the resources it depends on.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Output<T> : IOutput
{
    // One or the other: most outputs are plain values, and there is nothing to wait for.
    private readonly OutputData? _data;
    private readonly Task<OutputData>? _pending;

    internal Output(OutputData data) => _data = data;

    internal Output(Task<OutputData> data)
    {
        _pending = data;
        if (!data.IsCompletedSuccessfully && Deployment.Current is { } deployment)
            deployment.InFlight.Add(data);
    }

    internal ValueTask<OutputData> Data => _data is null ? new(_pending!) : new(_data);

    /// <summary>An output of the task's result.</summary>
    public static Output<T> Create(Task<T> value) => Output.Create(value);

    /// <summary>Runs asynchronous work on the value once it is known.</summary>
    public Output<ValueTuple> Apply(Func<T, Task> func)
        => Then<ValueTuple>(async data =>
        {
            await func(data.As<T>());
            return OutputData.Known(default(ValueTuple));
        });

    /// <summary>Transforms the value once it is known; the result keeps secretness and dependencies.</summary>
    public Output<TResult> Apply<TResult>(Func<T, TResult> func)
        => Then<TResult>(data => ValueTask.FromResult(OutputData.Known(func(data.As<T>()))));

    /// <inheritdoc cref="Apply{TResult}(Func{T, TResult})"/>
    public Output<TResult> Apply<TResult>(Func<T, Task<TResult>> func)
        => Then<TResult>(async data => OutputData.Known(await func(data.As<T>())));

    /// <summary>
    /// Transforms the value into another input once it is known, and takes that one's secretness and dependencies in as well.
    /// </summary>
    public Output<TResult> Apply<TResult>(Func<T, Input<TResult>?> func)
        => Then<TResult>(data => func(data.As<T>()).ToOutput().Data);

    /// <inheritdoc cref="Apply{TResult}(Func{T, Input{TResult}})"/>
    public Output<TResult> Apply<TResult>(Func<T, Output<TResult>?> func)
        => Then<TResult>(data => func(data.As<T>())?.Data ?? ValueTask.FromResult(OutputData.Known(null)));

    /// <summary>Not the value: a sentence that says how to get at it. Also logs a warning.</summary>
    public override string ToString()
    {
        const string Message =
            "Calling [ToString] on an [Output<T>] is not supported. Use o.Apply(v => $\"prefix{v}\") or Output.Format($\"prefix{o}\") to "
                + "make an Output<string> of it.";
        if (Deployment.Current is not null)
            Log.Warn(Message);
        return Message;
    }

    ValueTask<OutputData> IOutput.GetDataAsync() => Data;

    private Output<TResult> Then<TResult>(Func<OutputData, ValueTask<OutputData>> func) => new(OutputData.ThenAsync(Data, func));
}
