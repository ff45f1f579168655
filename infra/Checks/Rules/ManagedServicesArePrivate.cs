using StackPreview.Checks;

namespace Infra.Checks.Rules;

/// <summary>What a cloud runs for the stack is encrypted, and nobody but the cluster reaches it.</summary>
internal sealed class ManagedServicesArePrivate : ICheck<CheckContext>
{
    public string Id => "managed-services-private";

    public string Sentence
        => "Managed services are encrypted, take TLS alone, and let in nobody but the cluster";

    public IEnumerable<Finding> Run(CheckContext context)
        => context.Services.SelectMany(service => service.Exposure(context)).Concat(BucketExposure.Run(context));
}
