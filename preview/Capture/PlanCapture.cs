using Pulumi;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.Capture;

/// <summary>Sees every resource of a run before it is registered.</summary>
/// <param name="kinds">The facts of what the program may register.</param>
internal sealed class PlanCapture(KindCatalog kinds)
{
    private readonly Lock _lock = new();
    private readonly List<CapturedResource> _captured = [];
    private readonly HashSet<string> _components = [];

    /// <summary>The options that make a stack's resources pass by here.</summary>
    public StackOptions Options => new() { ResourceTransformations = [Observe] };

    /// <summary>Whether a type is one of components, as far as any was seen.</summary>
    public bool IsComponent(string type)
    {
        lock (_lock)
            return _components.Contains(type);
    }

    /// <summary>Makes the plan, once the run is over.</summary>
    /// <param name="project">The project's name.</param>
    /// <param name="stack">The stack's name.</param>
    /// <param name="fingerprints">Makes fingerprints of what is masked, where no secret is a real one. Default: none are made.</param>
    /// <exception cref="RunException">Two resources have one URN.</exception>
    public Plan ToPlan(string project, string stack, SecretFingerprints? fingerprints = null)
        => new PlanBuilder(_captured, kinds, project, stack, fingerprints).Build();

    // Resources may be declared wherever a value arrives, and so at a time.
    private ResourceTransformationResult? Observe(ResourceTransformationArgs args)
    {
        lock (_lock)
        {
            _captured.Add(new CapturedResource(args.Resource, args.Args, args.Options));
            if (args.Resource is ComponentResource)
                _components.Add(args.Resource.GetResourceType());
        }

        return null;
    }
}
