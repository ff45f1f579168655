using System.Globalization;
using Infra.Applications.Model;

namespace Infra.Observability.Alerts;

/// <summary>
/// What is kept of the objectives of a service, and the alerts on how fast their error budgets are used up: at several rates, each over a
/// long window and a short one, so that an alert comes in time and goes when the cause is gone. Rates and windows are those of
/// https://sre.google/workbook/alerting-on-slos/.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="ns">Its namespace.</param>
internal sealed class ObjectiveAlerts(ServiceDefinition service, string ns)
{
    private const string BadEvents = "slo:bad_events:rate2m";
    private const string Events = "slo:events:rate2m";
    private const int Days = 30;

    // Fewer requests say little: one of five that fails is 20 %.
    private const int FewestOfAnHour = 50;
    private const int FewestOfADay = 200;

    /// <summary>The series that are kept.</summary>
    public IEnumerable<RecordingRule> Records => service.Objectives.SelectMany(RecordsOf);

    /// <summary>The alerts.</summary>
    public IEnumerable<AlertRule> Rules => service.Objectives.SelectMany(RulesOf);

    private IEnumerable<RecordingRule> RecordsOf(Objective objective)
    {
        var name = NameOf(objective);
        var (events, bad) = SeriesOf(objective.Kind);
        yield return new RecordingRule(Events, events, name);
        yield return new RecordingRule(BadEvents, bad, name);
        yield return new RecordingRule(
            "slo:error_budget_remaining:ratio30d",
            $"1 - {Ratio(name, $"{Days}d")} / {Budget(objective)}",
            name);
        // At the pace of the last day.
        yield return new RecordingRule(
            "slo:error_budget_remaining:days",
            $"{Days} * ({Budget(objective)} - {Ratio(name, $"{Days}d")}) / {Ratio(name, "1d")}",
            name);
    }

    private IEnumerable<AlertRule> RulesOf(Objective objective)
    {
        var (name, percent) = (NameOf(objective), Text(objective.Percent));
        var prefix = $"{WorkloadAlerts.Prefix(service.Name)}{objective.Kind}";
        var promise = objective.Kind switch
        {
            ObjectiveKind.Availability => $"to be available {percent} % of the time",
            ObjectiveKind.Errors => $"that {percent} % of its requests do not fail",
            _ => $"that {percent} % of its requests are answered in 5 seconds",
        };
        yield return new AlertRule(
            $"{prefix}BudgetBurning",
            $"({Burns("14.4", "1h", "5m")} or {Burns("6", "6h", "30m")}){Guard("1h", FewestOfAnHour, 3600)}",
            TimeSpan.FromMinutes(1),
            Severity.Critical,
            $"{service.Name} promises {promise}: what it may miss in 30 days is gone in less than five at this pace.",
            "Look at what changed last, a release among it, and at the alerts beside this one.",
            "error-budget-burning");
        yield return new AlertRule(
            $"{prefix}BudgetBurningSlowly",
            $"({Burns("3", "1d", "2h")} or {Burns("1", "3d", "6h")}){Guard("1d", FewestOfADay, 86400)}",
            TimeSpan.FromHours(1),
            Severity.Warning,
            $"{service.Name} promises {promise}: at this pace it misses more than it may.",
            "Look at which requests fail or take long, and mend that before the next feature.",
            "error-budget-burning");

        string Burns(string rate, string window, string now)
            => $"{Ratio(name, window)} > {rate} * {Budget(objective)} and {Ratio(name, now)} > {rate} * {Budget(objective)}";

        string Guard(string window, int fewest, int seconds) => objective.Kind == ObjectiveKind.Availability
            ? ""
            : $" and avg_over_time({Events}{{{Selected(name)}}}[{window}]) * {seconds} > {fewest}";
    }

    private (string Events, string Bad) SeriesOf(ObjectiveKind kind)
    {
        const string Requests = "traefik_service_requests_total";
        const string Duration = "traefik_service_request_duration_seconds";
        if (kind == ObjectiveKind.Availability)
        {
            var (wanted, available) = service.IsSingleton
                ? ("kube_statefulset_replicas", "kube_statefulset_status_replicas_available")
                : ("kube_deployment_spec_replicas", "kube_deployment_status_replicas_available");
            var of = Selector.Of(ns, service.IsSingleton ? "statefulset" : "deployment", service.Name);
            var time = $"max({wanted}{{{of}}} > bool 0)";
            return (time, $"{time} * (max({available}{{{of}}}) == bool 0)");
        }

        var (all, bad) = kind == ObjectiveKind.Errors
            ? (Requests, Sum(Requests, ",code=~\"5..\""))
            : ($"{Duration}_count", $"{Sum($"{Duration}_count")} - {Sum($"{Duration}_bucket", RequestAlerts.InTime)}");
        // What has never happened has no series.
        return (Sum(all), $"{bad} or 0 * {Sum(all)}");

        string Sum(string metric, string labels = "") => $"sum({RequestAlerts.Rate(service.Name, ns, metric, "2m", labels)})";
    }

    private string NameOf(Objective objective) => $"{service.Name}-{objective.Kind.ToString().ToLowerInvariant()}";

    private string Selected(string objective) => $"namespace=\"{ns}\",{RecordingRule.ObjectiveLabel}=\"{objective}\"";

    // The share of the bad ones, each weighing the same.
    private string Ratio(string objective, string window)
    {
        var selected = $"{{{Selected(objective)}}}[{window}]";
        return $"(sum_over_time({BadEvents}{selected}) / sum_over_time({Events}{selected}))";
    }

    private static string Budget(Objective objective) => Text((100 - objective.Percent) / 100);

    private static string Text(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
