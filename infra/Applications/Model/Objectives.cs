namespace Infra.Applications.Model;

/// <summary>
/// What a service promises to whoever uses it, over 30 days. What it may miss is its error budget: alerts tell how fast that is used up.
/// </summary>
/// <param name="Kind">What is promised.</param>
/// <param name="Percent">For how much of it, from 90 to 99.99.</param>
public sealed record Objective(ObjectiveKind Kind, decimal Percent)
{
    /// <summary>What a public service promises unless its definition says otherwise: 99.5 % without error, 95 % in time.</summary>
    public static IReadOnlyList<Objective> OfPublicServices { get; } = [WithoutErrors(99.5m), InTime(95m)];

    /// <summary>At least one pod is available, for a share of the time, as kube-state-metrics sees it.</summary>
    public static Objective Available(decimal percent) => new(ObjectiveKind.Availability, percent);

    /// <summary>A share of the requests from outside is not answered with a status of 500 or above, as Traefik sees it.</summary>
    public static Objective WithoutErrors(decimal percent) => new(ObjectiveKind.Errors, percent);

    /// <summary>
    /// A share of the requests from outside is answered within five seconds, as Traefik sees it: the one bound that its histogram has with
    /// its own buckets and with the usual finer ones.
    /// </summary>
    public static Objective InTime(decimal percent) => new(ObjectiveKind.Latency, percent);
}

/// <summary>What an objective is about.</summary>
public enum ObjectiveKind
{
    /// <summary>Time in which a pod is available.</summary>
    Availability,

    /// <summary>Requests that do not fail.</summary>
    Errors,

    /// <summary>Requests that are answered in time.</summary>
    Latency,
}
