namespace Infra.Offline.Checks;

/// <summary>A rule that every plan is held to.</summary>
internal interface ICheck
{
    /// <summary>The rule's name, such as <c>pod-security</c>.</summary>
    string Id { get; }

    /// <summary>The rule, a sentence without its full stop.</summary>
    string Sentence { get; }

    /// <summary>Finds what breaks the rule.</summary>
    IEnumerable<Finding> Run(CheckContext context);
}
