using System.Collections.Immutable;
using Infra.Applications.Model;
using Infra.Settings;

namespace Infra.Data;

/// <summary>The connections that a project may come to hold to one of its databases, with every workload at its most replicas.</summary>
/// <param name="Terms">What opens how many, in words.</param>
/// <param name="Total">All of them.</param>
internal sealed record ConnectionSum(ImmutableArray<string> Terms, int Total)
{
    /// <summary>The sum.</summary>
    /// <param name="project">The project.</param>
    /// <param name="opens">Whether a workload that has a variable connects to the server for it.</param>
    /// <param name="replicas">The most replicas of a workload.</param>
    /// <param name="others">What else opens connections, such as the operator, with how many.</param>
    public static ConnectionSum Of(
        ProjectDefinition project,
        Func<WorkloadDefinition, ConnectionVariable, bool> opens,
        Func<LongRunningDefinition, int> replicas,
        params IEnumerable<(string Name, int Count)> others)
    {
        var terms = new List<(string Text, int Count)>();
        // A canary takes its requests, and so its replicas, from the service that it is of.
        foreach (var workload in project.LongRunning.Where(workload => workload is not ServiceDefinition { CanaryOf: not null }))
        {
            // A rollout has one pod more than there will be.
            var pods = workload.IsSingleton ? 1 : replicas(workload) + 1;
            var each = HeldBy(workload, opens);
            terms.Add(($"{workload.Name} {pods} × {each}", pods * each));
        }

        // Those of a release run one after the other.
        var ofRelease = project.Jobs.Where(job => job.IsOfRelease).Select(job => HeldBy(job, opens)).DefaultIfEmpty().Max();
        terms.Add(($"a job of the release {ofRelease}", ofRelease));
        foreach (var job in project.Jobs.Where(job => !job.IsOfRelease))
            terms.Add(($"{job.Name} {HeldBy(job, opens)}", HeldBy(job, opens)));
        terms.AddRange(others.Select(other => ($"{other.Name} {other.Count}", other.Count)));
        return new ConnectionSum([.. terms.Where(term => term.Count > 0).Select(term => term.Text)], terms.Sum(term => term.Count));
    }

    /// <summary>The same with the replicas that the settings say.</summary>
    /// <param name="project">The project.</param>
    /// <param name="opens">Whether a workload that has a variable connects to the server for it.</param>
    /// <param name="settings">The settings of the stack.</param>
    /// <param name="others">What else opens connections, such as the operator, with how many.</param>
    public static ConnectionSum Of(
        ProjectDefinition project,
        Func<WorkloadDefinition, ConnectionVariable, bool> opens,
        StackSettings settings,
        params IEnumerable<(string Name, int Count)> others)
        => Of(project, opens, workload => settings.Workloads[workload.Name].Scaling.MaxReplicas, others);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Terms);

    // What runs first has ended before the others start.
    private static int HeldBy(WorkloadDefinition workload, Func<WorkloadDefinition, ConnectionVariable, bool> opens)
    {
        var inits = workload.Init.Select(step => Held(step)).DefaultIfEmpty().Max();
        return Math.Max(inits, workload.AllContainers.Except(workload.Init).Sum(Held));

        int Held(ContainerDefinition container)
            => container.Variables.OfType<ConnectionVariable>().Any(variable => opens(workload, variable)) ? container.Pool.Total : 0;
    }
}
