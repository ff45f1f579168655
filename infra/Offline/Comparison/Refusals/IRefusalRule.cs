namespace Infra.Offline.Comparison.Refusals;

/// <summary>A rule about what may become of a live stack.</summary>
internal interface IRefusalRule
{
    /// <summary>What the changes do that they must not, or that should be known.</summary>
    IEnumerable<ChangeFinding> Run(RefusalContext context);
}
