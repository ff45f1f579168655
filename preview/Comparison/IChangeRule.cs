namespace StackPreview.Comparison;

/// <summary>A rule about what may become of a live stack. It holds for changes of one stack, not for differences between two.</summary>
public interface IChangeRule
{
    /// <summary>What the changes do that they must not, or that should be known: each finding says which.</summary>
    IEnumerable<ChangeFinding> Run(PlanComparison comparison);
}
