using System.Collections.Immutable;

namespace StackPreview.Kinds;

/// <summary>
/// The facts of the kinds that Kubernetes brings, in their stable versions. What replaces an object is the table of the Pulumi provider's
/// version 4 (provider/pkg/provider/diff.go in https://github.com/pulumi/pulumi-kubernetes); whatever else the API server holds immutable,
/// it refuses.
/// </summary>
public static class KubernetesKinds
{
    private const string Template = "spec.template";
    private const string SpecSelector = "spec.selector";
    private const string Replicas = "spec.replicas";
    private const string VolumeClaimTemplates = "spec.volumeClaimTemplates";

    // What containers and volumes of pods name. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
    private static readonly ImmutableArray<ReferenceFact> OfPods =
    [
        new("secretKeyRef", ReferenceFact.Secret),
        new("configMapKeyRef", ReferenceFact.ConfigMap),
        new("secretRef", ReferenceFact.Secret),
        new("configMapRef", ReferenceFact.ConfigMap),
        new("configMap", ReferenceFact.ConfigMap),
        new("secret", ReferenceFact.Secret) { NameField = "secretName" },
        new("secret", ReferenceFact.Secret),
        new("imagePullSecrets", ReferenceFact.Secret),
    ];

    private static readonly string[] ContainerFields =
    [
        "args", "command", "env", "image", "imagePullPolicy", "lifecycle", "livenessProbe", "ports", "readinessProbe", "resources",
        "securityContext", "stdin", "stdinOnce", "terminationMessagePath", "terminationMessagePolicy", "tty", "volumeDevices",
        "volumeMounts", "workingDir",
    ];

    /// <summary>What every object is known by, and so replaced by.</summary>
    public static ImmutableArray<string> Identity { get; } = ["apiVersion", "kind", "metadata.name", "metadata.namespace"];

    /// <summary>The provider that deploys to a cluster.</summary>
    public static ResourceKind Provider { get; } = new("pulumi:providers:kubernetes");

    /// <summary>A namespace, with all that is in it.</summary>
    public static ResourceKind Namespace { get; } = Core("Namespace") with { HoldsData = true };

    /// <summary>What a namespace may hold at most.</summary>
    public static ResourceKind ResourceQuota { get; } = Core("ResourceQuota");

    /// <summary>What containers of a namespace have that do not say.</summary>
    public static ResourceKind LimitRange { get; } = Core("LimitRange");

    /// <summary>Configuration in plain text.</summary>
    public static ResourceKind ConfigMap { get; } =
        Core("ConfigMap") with { Content = new(["data", "binaryData"], "enableConfigMapMutable") };

    /// <summary>Secret configuration.</summary>
    public static ResourceKind Secret { get; } = Core("Secret") with
    {
        ReplacedBy = ["type"],
        Content = new(["data", "stringData"], "enableSecretMutable"),
        SecretMaps = ["data", "stringData"],
    };

    /// <summary>A volume that pods claim.</summary>
    public static ResourceKind PersistentVolumeClaim { get; } = Core("PersistentVolumeClaim") with
    {
        HoldsData = true,
        ReplacedBy = ["spec.accessModes", SpecSelector, "spec.storageClassName", "spec.volumeName"],
        VolumeSizes = [new("spec.resources.requests.storage")],
    };

    /// <summary>A host that leads to pods.</summary>
    public static ResourceKind Service { get; } =
        Core("Service") with { ReplacedBy = ["spec.clusterIP"], Selector = new(SpecSelector, IsMap: true) };

    /// <summary>The identity of pods.</summary>
    public static ResourceKind ServiceAccount { get; } =
        Core("ServiceAccount") with { References = [new("imagePullSecrets", ReferenceFact.Secret)] };

    /// <summary>What an identity may ask of the API server, in one namespace.</summary>
    public static ResourceKind Role { get; } = ResourceKind.Kubernetes("rbac.authorization.k8s.io/v1", "Role");

    /// <summary>Who may do what a role says.</summary>
    public static ResourceKind RoleBinding { get; } = ResourceKind.Kubernetes("rbac.authorization.k8s.io/v1", "RoleBinding") with
    {
        ReplacedBy = ["roleRef"],
    };

    /// <summary>A pod that nothing replaces.</summary>
    public static ResourceKind Pod { get; } = Core("Pod") with
    {
        PodTemplate = "",
        PodLife = PodLife.LongRunning,
        References = OfPods,
        ReplacedBy =
        [
            .. ((string[])
            [
                "affinity", "automountServiceAccountToken", "dnsConfig", "dnsPolicy", "enableServiceLinks", "hostAliases", "hostIPC",
                "hostNetwork", "hostPID", "hostname", "imagePullSecrets", "nodeName", "nodeSelector", "overhead", "preemptionPolicy",
                "priority", "priorityClassName", "readinessGates", "restartPolicy", "runtimeClassName", "schedulerName",
                "securityContext", "serviceAccount", "serviceAccountName", "shareProcessNamespace", "subdomain",
                "terminationGracePeriodSeconds", "volumes",
                .. ContainerFields.Select(field => $"containers[*].{field}"),
                .. ContainerFields.Select(field => $"initContainers[*].{field}"),
            ]).Select(field => $"spec.{field}"),
        ],
    };

    /// <summary>Pods that are alike and replaced one after the other.</summary>
    public static ResourceKind Deployment { get; } =
        Workload("apps/v1", "Deployment") with { ReplacedBy = [SpecSelector], Instances = Replicas };

    /// <summary>Pods that have a name each, and volumes of their own.</summary>
    public static ResourceKind StatefulSet { get; } = Workload("apps/v1", "StatefulSet") with
    {
        HoldsDataIn = VolumeClaimTemplates,
        ReplacedBy = ["spec.podManagementPolicy", "spec.revisionHistoryLimit", SpecSelector, "spec.serviceName", VolumeClaimTemplates],
        VolumeSizes = [new($"{VolumeClaimTemplates}[*].spec.resources.requests.storage") { IsForNewOnes = true }],
        Versions = [new($"{Template}.spec.containers[*].image")],
        Instances = Replicas,
    };

    /// <summary>A pod a node.</summary>
    public static ResourceKind DaemonSet { get; } = Workload("apps/v1", "DaemonSet") with { ReplacedBy = [SpecSelector] };

    /// <summary>Pods that run once.</summary>
    public static ResourceKind Job { get; } = ResourceKind.Kubernetes("batch/v1", "Job") with
    {
        PodTemplate = Template,
        PodLife = PodLife.ToCompletion,
        References = OfPods,
        ReplacedBy = ["spec.completions", "spec.parallelism", SpecSelector, Template],
    };

    /// <summary>Pods that run at set times.</summary>
    public static ResourceKind CronJob { get; } = ResourceKind.Kubernetes("batch/v1", "CronJob") with
    {
        PodTemplate = "spec.jobTemplate.spec.template",
        PodLife = PodLife.Scheduled,
        References = OfPods,
    };

    /// <summary>Sets the number of replicas by load.</summary>
    public static ResourceKind HorizontalPodAutoscaler { get; } = ResourceKind.Kubernetes("autoscaling/v2", "HorizontalPodAutoscaler");

    /// <summary>Says who may connect to whom.</summary>
    public static ResourceKind NetworkPolicy { get; } =
        ResourceKind.Kubernetes("networking.k8s.io/v1", "NetworkPolicy") with { Selector = new("spec.podSelector") };

    /// <summary>Leads from hosts to services.</summary>
    public static ResourceKind Ingress { get; } = ResourceKind.Kubernetes("networking.k8s.io/v1", "Ingress") with
    {
        References = [new("spec.tls", ReferenceFact.Secret) { NameField = "secretName", Keys = ["tls.crt", "tls.key"] }],
    };

    /// <summary>Says how many pods may be missing while nodes are drained.</summary>
    public static ResourceKind PodDisruptionBudget { get; } =
        ResourceKind.Kubernetes("policy/v1", "PodDisruptionBudget") with { Selector = new(SpecSelector) };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ResourceKind> All { get; } =
    [
        Provider,
        Namespace,
        ResourceQuota,
        LimitRange,
        ConfigMap,
        Secret,
        PersistentVolumeClaim,
        Service,
        ServiceAccount,
        Pod,
        Deployment,
        StatefulSet,
        DaemonSet,
        Job,
        CronJob,
        HorizontalPodAutoscaler,
        NetworkPolicy,
        Ingress,
        PodDisruptionBudget,
        Workload("apps/v1", "ReplicaSet") with { RestartsPods = [], Instances = Replicas },
        Core("ReplicationController") with
        {
            PodTemplate = Template,
            PodLife = PodLife.LongRunning,
            References = OfPods,
            Selector = new(SpecSelector, IsMap: true),
            Instances = Replicas,
        },
        Core("PersistentVolume") with
        {
            HoldsData = true,
            ReplacedBy =
            [
                .. ((string[])
                [
                    "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "csi", "fc", "flexVolume", "flocker",
                    "gcePersistentDisk", "glusterfs", "hostPath", "iscsi", "local", "nfs", "photonPersistentDisk", "portworxVolume",
                    "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume",
                ]).Select(field => $"spec.{field}"),
            ],
            VolumeSizes = [new("spec.capacity.storage")],
        },
        Core("ResourceQuota") with { ReplacedBy = ["spec.scopes"] },
        Core("Endpoints"),
        Core("LimitRange"),
        Core("Node"),
        Core("PodTemplate"),
        ResourceKind.Kubernetes("apps/v1", "ControllerRevision"),
        ResourceKind.Kubernetes("autoscaling/v1", "HorizontalPodAutoscaler"),
        ResourceKind.Kubernetes("networking.k8s.io/v1", "IngressClass"),
        ResourceKind.Kubernetes("networking.k8s.io/v1", "IPAddress"),
        ResourceKind.Kubernetes("networking.k8s.io/v1", "ServiceCIDR"),
        Role,
        RoleBinding,
        ResourceKind.Kubernetes("rbac.authorization.k8s.io/v1", "ClusterRole"),
        ResourceKind.Kubernetes("rbac.authorization.k8s.io/v1", "ClusterRoleBinding") with { ReplacedBy = ["roleRef"] },
        ResourceKind.Kubernetes("storage.k8s.io/v1", "StorageClass") with { ReplacedBy = ["parameters", "provisioner"] },
        ResourceKind.Kubernetes("storage.k8s.io/v1", "CSIDriver"),
        ResourceKind.Kubernetes("storage.k8s.io/v1", "CSINode"),
        ResourceKind.Kubernetes("storage.k8s.io/v1", "CSIStorageCapacity"),
        ResourceKind.Kubernetes("storage.k8s.io/v1", "VolumeAttachment"),
        ResourceKind.Kubernetes("storage.k8s.io/v1", "VolumeAttributesClass"),
        ResourceKind.Kubernetes("scheduling.k8s.io/v1", "PriorityClass"),
        ResourceKind.Kubernetes("node.k8s.io/v1", "RuntimeClass"),
        ResourceKind.Kubernetes("coordination.k8s.io/v1", "Lease"),
        ResourceKind.Kubernetes("discovery.k8s.io/v1", "EndpointSlice"),
        // With it, all objects of its kind go.
        ResourceKind.Kubernetes("apiextensions.k8s.io/v1", "CustomResourceDefinition") with { HoldsData = true },
        ResourceKind.Kubernetes("apiregistration.k8s.io/v1", "APIService"),
        ResourceKind.Kubernetes("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration"),
        ResourceKind.Kubernetes("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration"),
        ResourceKind.Kubernetes("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy"),
        ResourceKind.Kubernetes("admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicyBinding"),
        ResourceKind.Kubernetes("certificates.k8s.io/v1", "CertificateSigningRequest"),
        ResourceKind.Kubernetes("flowcontrol.apiserver.k8s.io/v1", "FlowSchema"),
        ResourceKind.Kubernetes("flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration"),
    ];

    private static ResourceKind Core(string kind) => ResourceKind.Kubernetes("core/v1", kind);

    private static ResourceKind Workload(string apiVersion, string kind) => ResourceKind.Kubernetes(apiVersion, kind) with
    {
        PodTemplate = Template,
        PodLife = PodLife.LongRunning,
        RestartsPods = [Template],
        Selector = new(SpecSelector),
        References = OfPods,
    };
}
