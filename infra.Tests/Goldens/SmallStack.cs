using Infra.Kubernetes;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Random;
using StackPreview.Plans;
using StackPreview.Running;

namespace Infra.Tests.Goldens;

/// <summary>A stack of a handful of resources that has of the plan's format all that there is.</summary>
internal sealed class SmallStack : Stack
{
    private const string ShopNamespace = "shop-prod";

    private SmallStack(StackOptions options)
        : base(options)
    {
        var cluster = new Pulumi.Kubernetes.Provider("cluster", new() { EnableSecretMutable = true });
        var shop = new Shop("shop", new() { Protect = true, Provider = cluster, Aliases = { new Alias { Name = "store" } } });
        Url = shop.Url;
        Namespace = Output.Create(ShopNamespace);
        Sizes = Output.Create<IReadOnlyDictionary<string, int>>(new Dictionary<string, int> { ["small"] = 1, ["large"] = 2 });
        Missing = Output.Create((string?)null);
    }

    /// <summary>A secret output.</summary>
    [Output("url")]
    public Output<string> Url { get; set; }

    /// <summary>A plain output.</summary>
    [Output("namespace")]
    public Output<string> Namespace { get; set; }

    /// <summary>A structured output.</summary>
    [Output("sizes")]
    public Output<IReadOnlyDictionary<string, int>> Sizes { get; set; }

    /// <summary>An output that does not apply.</summary>
    [Output("missing")]
    public Output<string?> Missing { get; set; }

    /// <summary>The stack's plan.</summary>
    public static Task<Plan> PlanAsync() => OfflineRun.PlanAsync(StackProgram.Of(options => new SmallStack(options)), new RunOptions
    {
        Project = "infra",
        Stack = "prod",
        Application = "shop",
        Namespace = ShopNamespace,
        Kinds = Catalog.Default.Kinds,
        AllSecretsArePlaceholders = true,
    });

    private sealed class Shop : ComponentResource
    {
        public Shop(string name, ComponentResourceOptions options)
            : base("infra:test:Shop", name, options)
        {
            var password = new RandomPassword($"{name}-password", new() { Length = 32, Special = false }, new() { Parent = this });
            var secrets = new Secret(
                $"{name}-secrets",
                new SecretArgs
                {
                    Metadata = InNamespace(null),
                    StringData = { ["PASSWORD"] = password.Result, ["USER"] = "shop" },
                    Immutable = true,
                },
                new() { Parent = this });
            var config = new ConfigMap(
                $"{name}-config",
                new ConfigMapArgs
                {
                    Metadata = InNamespace("shop-config"),
                    Data = { ["SECRETS"] = secrets.Metadata.Apply(metadata => metadata.Name) },
                },
                new()
                {
                    Parent = this,
                    RetainOnDelete = true,
                    IgnoreChanges = { "data" },
                    ReplaceOnChanges = { "metadata.labels" },
                    CustomTimeouts = new()
                    {
                        Create = TimeSpan.FromMinutes(15),
                        Update = TimeSpan.FromMinutes(30),
                        Delete = TimeSpan.FromSeconds(90),
                    },
                });
            _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource(
                $"{name}-certificate",
                new ShopCertificateArgs
                {
                    Metadata = InNamespace("shop"),
                    Creates =
                    [
                        new OperatorObject("Secret", "shop-tls") { Keys = ["tls.crt", "tls.key"] },
                        new OperatorObject("Service", "shop-solver")
                        {
                            Labels = new Dictionary<string, string> { ["app"] = "solver" },
                            Ports = [new OperatorPort("http", 8089)],
                        },
                    ],
                },
                new() { Parent = this, DependsOn = { config } });
            Url = Output.Format($"https://shop:{password.Result}@shop.{ShopNamespace}.svc");
            RegisterOutputs();
        }

        public Output<string> Url { get; }

        private static ObjectMetaArgs InNamespace(string? name)
        {
            var metadata = new ObjectMetaArgs { Namespace = ShopNamespace };
            if (name is not null)
                metadata.Name = name;
            return metadata;
        }
    }

    private sealed class ShopCertificateArgs() : OperatorResourceArgs("cert-manager.io/v1", "Certificate");
}
