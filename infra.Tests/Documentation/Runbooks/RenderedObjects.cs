using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StackPreview.Json;
using StackPreview.Plans;

namespace Infra.Tests.Documentation.Runbooks;

/// <summary>What is in the namespaces of stacks: what the program declares, and what controllers and operators make of it.</summary>
internal sealed partial class RenderedObjects
{
    // What kubectl takes for each kind.
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["pod"] = "Pod",
        ["pods"] = "Pod",
        ["deployment"] = "Deployment",
        ["deployments"] = "Deployment",
        ["statefulset"] = "StatefulSet",
        ["statefulsets"] = "StatefulSet",
        ["job"] = "Job",
        ["jobs"] = "Job",
        ["cronjob"] = "CronJob",
        ["cronjobs"] = "CronJob",
        ["service"] = "Service",
        ["secret"] = "Secret",
        ["pvc"] = "PersistentVolumeClaim",
        ["hpa"] = "HorizontalPodAutoscaler",
        ["networkpolicy"] = "NetworkPolicy",
        ["ingressroute"] = "IngressRoute",
        ["certificate"] = "Certificate",
        ["certificates"] = "Certificate",
        ["alertmanagerconfig"] = "AlertmanagerConfig",
        ["podmonitor"] = "PodMonitor",
        ["prometheusrule"] = "PrometheusRule",
        ["cluster"] = "Cluster",
        ["clusters.postgresql.cnpg.io"] = "Cluster",
        ["pooler"] = "Pooler",
        ["scheduledbackup"] = "ScheduledBackup",
        ["objectstore"] = "ObjectStore",
        ["perconaservermysql"] = "PerconaServerMySQL",
    }.ToFrozenDictionary();

    // Whose names nobody but the cluster gives.
    private static readonly string[] Unnamed =
    [
        "event",
        "events",
        "node",
        "nodes",
        "quota",
        "order",
        "challenge",
        "certificaterequest",
        "backups.postgresql.cnpg.io",
        "ps-backup",
        "ps-restore",
        "storageclass",
    ];

    private readonly HashSet<(string Kind, string Name)> _objects = [];
    private readonly HashSet<string> _containers = [];
    private readonly HashSet<(string Key, string Value)> _labels = [];

    /// <summary>Finds what is in some stacks.</summary>
    public RenderedObjects(IEnumerable<Plan> plans)
    {
        foreach (var resource in plans.SelectMany(plan => plan.Objects))
            Add(resource);
    }

    /// <summary>What of a command is not there.</summary>
    /// <param name="command">The command.</param>
    /// <param name="made">The Jobs that the page makes.</param>
    public IEnumerable<string> MissingOf(KubectlCommand command, IReadOnlyCollection<string> made)
    {
        foreach (var (kind, name) in command.Targets)
        {
            if (!Kinds.TryGetValue(kind, out var known))
            {
                if (!Unnamed.Contains(kind))
                    yield return $"kind {kind}";
            }
            else if (name is not null
                && !IsPlaceholder(name)
                && !_objects.Contains((known, name))
                && !(known == "Job" && made.Contains(name)))
            {
                yield return $"{kind} {name}";
            }
        }

        foreach (var container in command.Containers.Where(container => !_containers.Contains(container)))
            yield return $"container {container}";
        foreach (var label in command.Labels.Where(label => !IsPlaceholder(label.Value) && !_labels.Contains(label)))
            yield return $"label {label.Key}={label.Value}";
    }

    // Capitals, or what the reader or a substitution fills in.
    private static bool IsPlaceholder(string name) => name.Length == 0 || PlaceholderPattern().IsMatch(name);

    private void Add(PlannedResource resource)
    {
        var name = resource.ObjectName!;
        _objects.Add((resource.Kind, name));
        foreach (var made in resource.Creates)
        {
            _objects.Add((made.Kind, made.Name));
            foreach (var label in made.Labels)
                _labels.Add((label.Key, label.Value));
            // That of a drill is nowhere but in its script.
            if (made.Labels.TryGetValue("cnpg.io/cluster", out var cluster))
                _objects.Add(("Cluster", cluster));
        }

        switch (resource.Kind)
        {
            case "CronJob":
                AddPod(resource.Inputs["spec"]!["jobTemplate"]!["spec"]!["template"]!);
                break;
            case "Deployment" or "Job":
                AddPod(resource.Inputs["spec"]!["template"]!);
                break;
            case "StatefulSet":
                AddPod(resource.Inputs["spec"]!["template"]!);
                _objects.Add(("Pod", $"{name}-0"));
                foreach (var claim in resource.Inputs.Items("spec.volumeClaimTemplates"))
                    _objects.Add(("PersistentVolumeClaim", $"{claim.Text("metadata.name")}-{name}-0"));
                break;
            case "Cluster":
                AddCluster(resource);
                break;
            case "Pooler":
                _objects.Add(("Deployment", name));
                _labels.Add(("cnpg.io/poolerName", name));
                break;
            case "PerconaServerMySQL":
                AddGroup(resource, name);
                break;
        }
    }

    // https://cloudnative-pg.io/documentation/current/labels_annotations/
    private void AddCluster(PlannedResource cluster)
    {
        _containers.UnionWith(["postgres", "plugin-barman-cloud"]);
        _labels.UnionWith([("cnpg.io/instanceRole", "primary"), ("cnpg.io/instanceRole", "replica")]);
        foreach (var pod in cluster.Creates.Where(made => made.Kind == "Pod"))
            _objects.UnionWith([("PersistentVolumeClaim", pod.Name), ("PersistentVolumeClaim", $"{pod.Name}-wal")]);
    }

    // https://docs.percona.com/percona-operator-for-mysql/ps/: its pods are of StatefulSets, its claims are called datadir.
    private void AddGroup(PlannedResource group, string name)
    {
        _containers.UnionWith(["mysql", "haproxy", "xtrabackup"]);
        _containers.UnionWith(group.Inputs.Items("spec.mysql.sidecars").Select(sidecar => sidecar.Text("name")));
        _objects.UnionWith([("StatefulSet", $"{name}-mysql"), ("StatefulSet", $"{name}-haproxy")]);
        foreach (var pod in group.Creates.Where(made => made.Kind == "Pod"))
            _objects.Add(("PersistentVolumeClaim", $"datadir-{pod.Name}"));
    }

    private void AddPod(JsonNode template)
    {
        foreach (var label in template["metadata"]!["labels"]!.AsObject())
            _labels.Add((label.Key, $"{label.Value}"));
        foreach (var container in template.Items("spec.containers").Concat(template.Items("spec.initContainers")))
            _containers.Add(container.Text("name"));
    }

    [GeneratedRegex("[A-Z…<$]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PlaceholderPattern();
}
