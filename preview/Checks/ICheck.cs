using StackPreview.Plans;

namespace StackPreview.Checks;

/// <summary>A rule that plans are checked against.</summary>
public interface ICheck
{
    /// <summary>The rule's name, such as <c>pod-security</c>.</summary>
    string Id { get; }

    /// <summary>The rule, a sentence without its full stop.</summary>
    string Sentence { get; }
}

/// <summary>A rule that plans are checked against, with what it looks at.</summary>
/// <typeparam name="TView">What it looks at: the plan, or the plan and what else a program knows.</typeparam>
public interface ICheck<in TView> : ICheck
    where TView : PlanView
{
    /// <summary>Finds what breaks the rule.</summary>
    IEnumerable<Finding> Run(TView context);
}
