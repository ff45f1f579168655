namespace StackPreview.Comparison;

/// <summary>How a field differs.</summary>
public enum FieldChangeKind
{
    /// <summary>It is only in the second plan.</summary>
    Added,

    /// <summary>It is only in the first plan.</summary>
    Removed,

    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>It is a secret that is declared differently.</summary>
    SecretChanged,

    /// <summary>It is a list whose items stand in another order.</summary>
    Reordered,

    /// <summary>It names an object that is replaced, and so gets another name.</summary>
    Follows,
}
