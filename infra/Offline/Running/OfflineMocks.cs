using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Pulumi.Testing;

namespace Infra.Offline.Running;

/// <summary>
/// Plays the engine and the providers: one table, by resource type, of every output that the program reads. A type that is missing
/// here is an error, so that no output is silently empty.
/// </summary>
internal sealed class OfflineMocks : IMocks
{
    private static readonly Dictionary<string, Func<MockResourceArgs, Dictionary<string, object>>> States = new()
    {
        ["pulumi:providers:kubernetes"] = _ => [],
        ["random:index/randomPassword:RandomPassword"] = args => new() { ["result"] = Generated(args) },
        ["random:index/randomBytes:RandomBytes"] = args => new() { ["hex"] = Generated(args), ["base64"] = Generated(args) },
        ["docker:index/image:Image"] = args => new() { ["repoDigest"] = Pushed(args) },
        ["kubernetes:core/v1:Namespace"] = Object,
        ["kubernetes:core/v1:ConfigMap"] = Object,
        ["kubernetes:core/v1:Secret"] = Object,
        ["kubernetes:core/v1:PersistentVolumeClaim"] = Object,
        ["kubernetes:core/v1:Service"] = Object,
        ["kubernetes:core/v1:ServiceAccount"] = Object,
        ["kubernetes:apps/v1:Deployment"] = Object,
        ["kubernetes:apps/v1:StatefulSet"] = Object,
        ["kubernetes:batch/v1:Job"] = Object,
        ["kubernetes:batch/v1:CronJob"] = Object,
        ["kubernetes:autoscaling/v2:HorizontalPodAutoscaler"] = Object,
        ["kubernetes:networking.k8s.io/v1:NetworkPolicy"] = Object,
        ["kubernetes:policy/v1:PodDisruptionBudget"] = Object,
        ["kubernetes:postgresql.cnpg.io/v1:Cluster"] = Object,
        ["kubernetes:postgresql.cnpg.io/v1:ScheduledBackup"] = Object,
        ["kubernetes:postgresql.cnpg.io/v1:Backup"] = Object,
        ["kubernetes:barmancloud.cnpg.io/v1:ObjectStore"] = Object,
        ["kubernetes:ps.percona.com/v1:PerconaServerMySQL"] = Object,
        ["kubernetes:traefik.io/v1alpha1:IngressRoute"] = Object,
        ["kubernetes:traefik.io/v1alpha1:Middleware"] = Object,
        ["kubernetes:traefik.io/v1alpha1:TLSOption"] = Object,
        ["kubernetes:traefik.io/v1alpha1:TraefikService"] = Object,
        ["kubernetes:cert-manager.io/v1:Certificate"] = Object,
        ["kubernetes:monitoring.coreos.com/v1:PodMonitor"] = Object,
        ["kubernetes:monitoring.coreos.com/v1:PrometheusRule"] = Object,
        ["kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig"] = Object,
    };

    /// <inheritdoc/>
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        // Components of this program have no outputs of their own.
        if (args.Type!.StartsWith("infra:", StringComparison.Ordinal))
            return Task.FromResult<(string?, object)>((null, new Dictionary<string, object>()));
        if (!States.TryGetValue(args.Type, out var state))
            throw new RunException($"The offline preview does not know the outputs of {args.Type}. Add the type to the table in {nameof(OfflineMocks)}.");
        return Task.FromResult<(string?, object)>((Placeholder.Of(args.Name!), state(args)));
    }

    /// <inheritdoc/>
    public Task<object> CallAsync(MockCallArgs args)
        => throw new RunException($"The offline preview does not know the function {args.Token}.");

    private static Output<string> Generated(MockResourceArgs args) => Output.CreateSecret(Placeholder.Of(args.Name!));

    /// <summary>A registry answers a push with a digest; here, with a hash of what is declared.</summary>
    private static string Pushed(MockResourceArgs args)
    {
        var name = (string)args.Inputs["imageName"];
        return $"{name[..name.LastIndexOf(':')]}@sha256:{Hash(args.Inputs)}";
    }

    private static Dictionary<string, object> Object(MockResourceArgs args)
    {
        var metadata = (ImmutableDictionary<string, object>)args.Inputs["metadata"];
        return new() { ["metadata"] = metadata.ContainsKey("name") ? metadata : metadata.Add("name", $"{args.Name}-{Hash(args.Inputs)[..8]}") };
    }

    /// <summary>Where Pulumi makes an object's name, it ends in random digits; here, in a hash of what is declared, so that it changes when that does.</summary>
    private static string Hash(object inputs)
    {
        var text = new StringBuilder();
        Append(inputs);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        void Append(object? value)
        {
            switch (value)
            {
                case ImmutableDictionary<string, object> map:
                    foreach (var (key, item) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                    {
                        text.Append(key).Append('{');
                        Append(item);
                        text.Append('}');
                    }

                    break;
                case ImmutableArray<object> list:
                    foreach (var item in list)
                    {
                        Append(item);
                        text.Append(',');
                    }

                    break;
                default:
                    text.AppendFormat(CultureInfo.InvariantCulture, "{0}", value);
                    break;
            }
        }
    }
}
