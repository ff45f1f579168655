using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Kubernetes.Types.Outputs.Meta.V1;
using Pulumi.Random;
using Deployment = Pulumi.Kubernetes.Apps.V1.Deployment;

namespace Guestbook;

/// <summary>A web server with its configuration, and a password that nobody chose.</summary>
internal sealed class GuestbookStack : Stack
{
    private const string Name = "guestbook";

    private static InputMap<string> Labels => new() { ["app.kubernetes.io/name"] = Name };

    /// <summary>For the engine, which gives no options.</summary>
    public GuestbookStack()
        : this(null)
    {
    }

    /// <summary>For a preview, which sees the resources by the options.</summary>
    public GuestbookStack(StackOptions? options)
        : base(options)
    {
        var config = new Config();
        var ns = new Namespace(Name, new NamespaceArgs { Metadata = new ObjectMetaArgs { Name = Name } });
        var placed = new ObjectMetaArgs { Namespace = NameOf(ns.Metadata) };
        var named = new ObjectMetaArgs { Name = Name, Namespace = placed.Namespace, Labels = Labels };

        var settings = new ConfigMap(
            $"{Name}-settings",
            new ConfigMapArgs { Metadata = placed, Data = { ["TITLE"] = config.Get("title") ?? "Guests" } });
        var password = new RandomPassword("moderator", new RandomPasswordArgs { Length = 32, Special = false });
        var secret = new Secret(
            $"{Name}-passwords",
            new SecretArgs { Metadata = placed, StringData = { ["MODERATOR"] = password.Result } });

        _ = new Deployment(Name, new DeploymentArgs
        {
            Metadata = named,
            Spec = new DeploymentSpecArgs
            {
                Replicas = config.GetInt32("replicas") ?? 2,
                Selector = new LabelSelectorArgs { MatchLabels = Labels },
                Template = new PodTemplateSpecArgs
                {
                    Metadata = new ObjectMetaArgs { Labels = Labels },
                    Spec = new PodSpecArgs
                    {
                        Containers = new ContainerArgs
                        {
                            Name = Name,
                            Image = config.Get("image") ?? "registry.example.com/guestbook:1.0.0",
                            Ports = new ContainerPortArgs { Name = "http", ContainerPortValue = 8080 },
                            EnvFrom =
                            {
                                new EnvFromSourceArgs { ConfigMapRef = new ConfigMapEnvSourceArgs { Name = NameOf(settings.Metadata) } },
                                new EnvFromSourceArgs { SecretRef = new SecretEnvSourceArgs { Name = NameOf(secret.Metadata) } },
                            },
                        },
                    },
                },
            },
        });
        _ = new Service(Name, new ServiceArgs
        {
            Metadata = named,
            Spec = new ServiceSpecArgs
            {
                Selector = Labels,
                Ports = new ServicePortArgs { Name = "http", Port = 80, TargetPort = "http" },
            },
        });

        Address = ns.Metadata.Apply(metadata => $"http://{Name}.{metadata.Name}.svc");
        ModeratorPassword = password.Result;
    }

    private static Output<string> NameOf(Output<ObjectMeta> metadata) => metadata.Apply(known => known.Name);

    /// <summary>Where it is reached in the cluster.</summary>
    [Output("address")]
    public Output<string> Address { get; set; }

    /// <summary>The password of the moderator. Secret.</summary>
    [Output("moderatorPassword")]
    public Output<string> ModeratorPassword { get; set; }
}
