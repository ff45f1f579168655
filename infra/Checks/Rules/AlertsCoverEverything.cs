using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Edge;
using Infra.Observability;
using StackPreview.Checks;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace Infra.Checks.Rules;

/// <summary>Whatever is declared is scraped and watched, and somebody is told.</summary>
internal sealed partial class AlertsCoverEverything : ICheck<CheckContext>
{
    private const string Critical = "critical";

    private static readonly string[] Severities = [Critical, "warning"];

    public string Id => "alerts-cover";

    public string Sentence
        => "Every data service and workload is scraped and has a critical alert, backups and jobs are watched, and alerts reach somebody";

    public IEnumerable<Finding> Run(CheckContext context)
    {
        var rules = (from resource in context.Plan.OfKind(MonitoringKinds.PrometheusRule)
                     from rule in resource.Inputs.Items("spec.groups").SelectMany(ruleGroup => ruleGroup.Items("rules"))
                     where rule["alert"] is not null
                     select new Alert(resource, rule, rule.Text("labels.severity"), rule.Text("expr"))).ToList();
        return
        [
            .. PodFindings(context, rules),
            .. VolumeFindings(context.Plan, rules),
            .. BackupAndJobFindings(context, rules),
            .. CertificateFindings(context.Plan, rules),
            .. LabelFindings(context, rules),
            .. RouteFindings(context.Plan),
        ];
    }

    private static IEnumerable<Finding> PodFindings(CheckContext context, IEnumerable<Alert> rules)
    {
        var watched = rules.Where(rule => rule.IsCritical && rule.Expression.StartsWith("absent(", StringComparison.Ordinal))
            .SelectMany(rule => NamesIn(rule.Expression))
            .ToHashSet();
        var scrapes = (from monitor in context.Plan.OfKind(MonitoringKinds.PodMonitor)
                       from pods in context.Pods.SelectedBy(monitor.Inputs.At("spec.selector"))
                       select (Monitor: monitor.ObjectName!, pods.Owner.Urn)).ToList();
        var scraped = scrapes.Select(scrape => scrape.Urn).ToHashSet();
        // Series bear the name of the monitor.
        var watchedByMetrics = scrapes.Where(scrape => watched.Contains(scrape.Monitor)).Select(scrape => scrape.Urn).ToHashSet();
        var idle = context.Services.SelectMany(service => service.Idle(context)).ToHashSet();
        var withoutMetrics = context.Settings.Application.AllLongRunning
            .Where(workload => workload.MetricsPath is null && workload.Sidecars.All(sidecar => sidecar.MetricsPath is null))
            .Select(workload => workload.Name)
            .Concat(context.Services.SelectMany(service => service.WithoutMetrics(context)))
            .ToHashSet();
        foreach (var owner in context.Plan.Objects.Where(resource => resource.Facts.PodLife == PodLife.LongRunning))
        {
            if (idle.Contains(owner.ObjectName!))
                continue;
            if (!watched.Contains(owner.ObjectName!) && !watchedByMetrics.Contains(owner.Urn))
                yield return new Finding(owner, "nobody is told when it is down", "Add a critical alert on its absence");
            if (!withoutMetrics.Contains(owner.ObjectName!) && !scraped.Contains(owner.Urn))
                yield return new Finding(owner, "its metrics are not scraped", "Declare a PodMonitor for it");
        }
    }

    private static IEnumerable<Finding> VolumeFindings(Plan plan, List<Alert> rules)
    {
        var ofVolumes = rules.Where(rule => rule.Mentions("kubelet_volume_stats")).ToList();
        return from claim in plan.OfKind(KubernetesKinds.PersistentVolumeClaim)
               where !ofVolumes.Exists(rule => rule.Mentions(claim.ObjectName!))
               select new Finding(claim, "nobody is told when it fills up", "Add an alert on its free space");
    }

    private static IEnumerable<Finding> BackupAndJobFindings(CheckContext context, List<Alert> rules)
    {
        var critical = rules.Where(rule => rule.IsCritical).Select(rule => rule.Expression).ToList();
        foreach (var finding in context.Services.SelectMany(service => service.UnwatchedBackups(context, critical)))
            yield return finding;
        // One that is suspended waits for somebody, who sees what becomes of it.
        var scheduled = context.Plan.OfKind(KubernetesKinds.CronJob).Where(job => !job.Inputs.IsTrue("spec.suspend"));
        foreach (var job in scheduled.Where(job => !critical.Exists(expression => IsOnSuccessOf(job, expression))))
        {
            yield return new Finding(
                job,
                "nobody is told when it stops succeeding",
                "Add a critical alert on the time of the last success");
        }
        // That of one kind of job, by its owner's name, is not on all.
        if (rules.Exists(rule => rule.Mentions("kube_job_failed") && !rule.Mentions("owner_name=\"")))
            yield break;
        foreach (var job in context.Plan.OfKind(KubernetesKinds.Job))
            yield return new Finding(job, "nobody is told when it fails", "Add an alert on failed jobs");
    }

    private static IEnumerable<Finding> CertificateFindings(Plan plan, List<Alert> rules)
        => rules.Exists(rule => rule.Mentions("certmanager_certificate_expiration"))
            ? []
            : plan.OfKind(EdgeKinds.Certificate).Select(certificate => new Finding(
                certificate,
                "nobody is told when it is not renewed",
                "Add an alert on certificates that expire"));

    private static IEnumerable<Finding> LabelFindings(CheckContext context, IEnumerable<Alert> rules)
    {
        var named = (from config in context.Plan.OfKind(MonitoringKinds.AlertmanagerConfig)
                     from matcher in config.Inputs.Items("spec.route.routes").SelectMany(route => route.Items("matchers"))
                     where matcher.Text("name") == "alertname"
                     select matcher.Text("value")).ToHashSet();
        foreach (var (resource, rule, severity, _) in rules.Where(rule => !rule.IsRouted(named)))
        {
            yield return new Finding(
                resource,
                $"alert {rule.Text("alert")} has severity \"{severity}\" or no namespace, so that no route takes it",
                "Set both labels");
        }
        var labels = context.Settings.Cluster.MonitoringLabels;
        var selected = context.Plan.OfKind(
            MonitoringKinds.PrometheusRule,
            MonitoringKinds.PodMonitor,
            MonitoringKinds.AlertmanagerConfig);
        foreach (var resource in selected.Where(resource => !LabelSelector.Matches(labels, resource.Inputs.Texts("metadata.labels"))))
        {
            yield return new Finding(
                resource,
                "it lacks the labels by which it is selected",
                "Add the labels of infra:cluster.monitoringLabels");
        }
    }

    // What stands in a label's value, after the namespace where there is one: job="reference-prod/worker", deployment="api".
    private static IEnumerable<string> NamesIn(string expression)
        => LabelValue().Matches(expression).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("=\"([^\"/]*/)?(?<name>[^\"/]+)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValue();

    private static bool IsOnSuccessOf(PlannedResource job, string expression)
        => expression.Contains("kube_cronjob_status_last_successful_time", StringComparison.Ordinal)
            && expression.Contains($"=\"{job.ObjectName}\"", StringComparison.Ordinal);

    private static IEnumerable<Finding> RouteFindings(Plan plan)
    {
        var routes = plan.OfKind(MonitoringKinds.AlertmanagerConfig).ToList();
        if (routes.Count == 0 && plan.OfKind(MonitoringKinds.PrometheusRule).FirstOrDefault() is { } rules)
            yield return new Finding(rules, "its alerts reach nobody", "Declare an AlertmanagerConfig");
        foreach (var route in routes)
        {
            var receivers = route.Inputs.Items("spec.receivers").Select(receiver => receiver.Text("name")).ToHashSet();
            var used = route.Inputs
                .Items("spec.route.routes")
                .Select(child => child.Text("receiver"))
                .Append(route.Inputs.Text("spec.route.receiver"));
            foreach (var receiver in used.Where(receiver => !receivers.Contains(receiver)))
            {
                yield return new Finding(
                    route,
                    $"it sends alerts to \"{receiver}\", which is no receiver",
                    "Declare the receiver, or correct the name");
            }
        }
    }

    /// <summary>A rule of a PrometheusRule, with what is asked of it more than once.</summary>
    private sealed record Alert(PlannedResource Resource, JsonNode Rule, string Severity, string Expression)
    {
        public bool IsCritical => Severity == Critical;

        // What the routes ask for: the namespace always, and a severity or the alert by its name.
        public bool IsRouted(HashSet<string> named)
            => (Severities.Contains(Severity) || named.Contains(Rule.Text("alert"))) && Rule.Text("labels.namespace").Length > 0;

        public bool Mentions(string text) => Expression.Contains(text, StringComparison.Ordinal);
    }
}
