using Infra.Offline.Plans;
using Pulumi;

namespace Infra.Offline.Running;

/// <summary>Sees every resource of a run before it is registered.</summary>
internal sealed class PlanCapture
{
    private readonly List<CapturedResource> _captured = [];

    /// <summary>The options that make a stack's resources pass by here.</summary>
    public StackOptions Options => new() { ResourceTransformations = [Observe] };

    /// <summary>Makes the plan, once the run is over.</summary>
    /// <param name="stackName">The stack's name.</param>
    /// <param name="fingerprints">Makes fingerprints of what is masked, where no secret is a real one. Default: none are made.</param>
    public Plan ToPlan(string stackName, SecretFingerprints? fingerprints = null) => new PlanBuilder(_captured, stackName, fingerprints).Build();

    private ResourceTransformationResult? Observe(ResourceTransformationArgs args)
    {
        _captured.Add(new CapturedResource(args.Resource, args.Args, args.Options));
        return null;
    }
}
