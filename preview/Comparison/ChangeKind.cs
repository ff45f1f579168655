namespace StackPreview.Comparison;

/// <summary>What becomes of a resource.</summary>
public enum ChangeKind
{
    /// <summary>It is only in the second plan.</summary>
    Created,

    /// <summary>Another takes its place: the change cannot be made to the one that is there.</summary>
    Replaced,

    /// <summary>It is changed where it is.</summary>
    Changed,

    /// <summary>It is only in the first plan.</summary>
    Deleted,

    /// <summary>It is declared differently, but only where its options say that changes are not deployed.</summary>
    Ignored,
}
