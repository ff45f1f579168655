namespace Pulumi;

// One overload a number of parts, as the official package has them.
public static partial class Output
{
    /// <summary>The values as one tuple: unknown where one is unknown, secret where one is secret.</summary>
    public static Output<(T1, T2)> Tuple<T1, T2>(Input<T1> item1, Input<T2> item2)
        => Tuple(item1.ToOutput(), item2.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2)> Tuple<T1, T2>(Output<T1> item1, Output<T2> item2)
        => All(AsOutput(item1), AsOutput(item2))
            .Apply(items => ((T1)items[0]!, (T2)items[1]!));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Input<T1> item1, Input<T2> item2, Input<T3> item3)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(Output<T1> item1, Output<T2> item2, Output<T3> item3)
        => All(AsOutput(item1), AsOutput(item2), AsOutput(item3))
            .Apply(items => ((T1)items[0]!, (T2)items[1]!, (T3)items[2]!));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4)
        => All(AsOutput(item1), AsOutput(item2), AsOutput(item3), AsOutput(item4))
            .Apply(items => ((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5)
        => All(AsOutput(item1), AsOutput(item2), AsOutput(item3), AsOutput(item4), AsOutput(item5))
            .Apply(items => ((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!, (T5)items[4]!));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5,
        Input<T6> item6)
        => Tuple(item1.ToOutput(), item2.ToOutput(), item3.ToOutput(), item4.ToOutput(), item5.ToOutput(), item6.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5,
        Output<T6> item6)
        => All(AsOutput(item1), AsOutput(item2), AsOutput(item3), AsOutput(item4), AsOutput(item5), AsOutput(item6))
            .Apply(items => ((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!, (T5)items[4]!, (T6)items[5]!));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5,
        Input<T6> item6,
        Input<T7> item7)
        => Tuple(
            item1.ToOutput(),
            item2.ToOutput(),
            item3.ToOutput(),
            item4.ToOutput(),
            item5.ToOutput(),
            item6.ToOutput(),
            item7.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5,
        Output<T6> item6,
        Output<T7> item7)
        => All(AsOutput(item1), AsOutput(item2), AsOutput(item3), AsOutput(item4), AsOutput(item5), AsOutput(item6), AsOutput(item7))
            .Apply(items => ((T1)items[0]!, (T2)items[1]!, (T3)items[2]!, (T4)items[3]!, (T5)items[4]!, (T6)items[5]!, (T7)items[6]!));

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1,
        Input<T2> item2,
        Input<T3> item3,
        Input<T4> item4,
        Input<T5> item5,
        Input<T6> item6,
        Input<T7> item7,
        Input<T8> item8)
        => Tuple(
            item1.ToOutput(),
            item2.ToOutput(),
            item3.ToOutput(),
            item4.ToOutput(),
            item5.ToOutput(),
            item6.ToOutput(),
            item7.ToOutput(),
            item8.ToOutput());

    /// <inheritdoc cref="Tuple{T1, T2}(Input{T1}, Input{T2})"/>
    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1,
        Output<T2> item2,
        Output<T3> item3,
        Output<T4> item4,
        Output<T5> item5,
        Output<T6> item6,
        Output<T7> item7,
        Output<T8> item8)
        => All(
            AsOutput(item1),
            AsOutput(item2),
            AsOutput(item3),
            AsOutput(item4),
            AsOutput(item5),
            AsOutput(item6),
            AsOutput(item7),
            AsOutput(item8))
            .Apply(items => (
                (T1)items[0]!,
                (T2)items[1]!,
                (T3)items[2]!,
                (T4)items[3]!,
                (T5)items[4]!,
                (T6)items[5]!,
                (T7)items[6]!,
                (T8)items[7]!));
}
