using Infra.Applications.Model;
using Infra.Kubernetes.Keda;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using CustomResource = Pulumi.Kubernetes.ApiExtensions.CustomResource;

namespace Infra.Application;

/// <summary>
/// Has KEDA scale a worker by the length of its queue. KEDA makes a HorizontalPodAutoscaler of the worker's name, and takes over the one
/// that a stack had before it scaled by the queue.
/// </summary>
internal static class QueueScaler
{
    /// <summary>Declares it.</summary>
    /// <param name="prefix">What the names of the project's resources begin with.</param>
    /// <param name="worker">The worker, which has a queue.</param>
    /// <param name="args">The project.</param>
    /// <param name="parent">The component it is a part of.</param>
    public static void Declare(string prefix, WorkerDefinition worker, ApplicationProjectArgs args, Resource parent)
    {
        var (queue, placement) = (worker.Queue!, args.Placement);
        var connection = args.Connections.Single(connection => connection.Service == queue.Service);
        var secret = new Secret(
            $"{prefix}-{worker.Name}-scaler-secrets",
            new SecretArgs
            {
                Metadata = placement.Unnamed($"{worker.Name}-scaler"),
                Immutable = true,
                StringData = Credentials(queue, connection),
            },
            placement.ChildOf(parent));
        var authentication = new CustomResource(
            $"{prefix}-{worker.Name}-scaler-authentication",
            new TriggerAuthenticationArgs
            {
                Metadata = placement.Metadata(worker.Name),
                Spec = new TriggerAuthenticationSpecArgs { SecretTargetRef = References(queue, connection, secret).ToArray() },
            },
            placement.ChildOf(parent));
        var metadata = placement.Metadata(worker.Name);
        metadata.Annotations = new InputMap<string> { ["scaledobject.keda.sh/transfer-hpa-ownership"] = "true" };
        _ = new CustomResource(
            $"{prefix}-{worker.Name}-scaler",
            new ScaledObjectArgs { Metadata = metadata, Spec = Spec(worker, connection, args) },
            placement.ChildOf(parent, authentication, connection.Ready));
    }

    private static IEnumerable<AuthSecretTargetRefArgs> References(QueueDefinition queue, DataConnection connection, Secret secret)
    {
        if (connection.Authority is { } authority && queue.AuthorityParameter is { } verifying)
            yield return new AuthSecretTargetRefArgs { Parameter = verifying, Name = authority.Secret, Key = authority.Key };
        foreach (var parameter in queue.Credentials.Keys)
        {
            yield return new AuthSecretTargetRefArgs
            {
                Parameter = parameter,
                Name = secret.Metadata.Apply(metadata => metadata.Name),
                Key = parameter,
            };
        }
    }

    private static ScaledObjectSpecArgs Spec(WorkerDefinition worker, DataConnection connection, ApplicationProjectArgs args)
    {
        var (queue, scaling) = (worker.Queue!, args.Settings.Workloads[worker.Name].Scaling);
        var parameters = new InputMap<string>();
        foreach (var name in queue.ParametersAt("", scaling.QueueLength).Keys)
            parameters.Add(name, connection.Address.Apply(address => queue.ParametersAt(address, scaling.QueueLength)[name]));
        if (connection.HasTls)
        {
            foreach (var (name, value) in queue.TlsParameters)
                parameters.Add(name, value);
        }

        return new ScaledObjectSpecArgs
        {
            ScaleTargetRef = new ScaleTargetArgs { ApiVersion = "apps/v1", Kind = "Deployment", Name = worker.Name },
            MinReplicaCount = scaling.MinReplicas,
            MaxReplicaCount = scaling.MaxReplicas,
            Advanced = new AdvancedConfigArgs
            {
                HorizontalPodAutoscalerConfig = new HorizontalPodAutoscalerConfigArgs { Name = worker.Name },
            },
            Triggers =
            {
                new ScaleTriggersArgs
                {
                    Type = queue.Scaler,
                    Metadata = parameters,
                    AuthenticationRef = new AuthenticationRefArgs { Name = worker.Name },
                },
            },
        };
    }

    private static InputMap<string> Credentials(QueueDefinition queue, DataConnection connection)
    {
        var values = new InputMap<string>();
        foreach (var (parameter, variable) in queue.Credentials)
        {
            switch (connection.ValueOf(variable))
            {
                case ConnectionValue.Plain { Value: var value }:
                    values.Add(parameter, value);
                    break;
                case ConnectionValue.Hidden { Value: var value }:
                    values.Add(parameter, value);
                    break;
            }
        }

        return values;
    }
}
