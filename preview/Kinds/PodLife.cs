namespace StackPreview.Kinds;

/// <summary>How long pods live.</summary>
public enum PodLife
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>They run until they are replaced.</summary>
    LongRunning,

    /// <summary>They run once, to completion.</summary>
    ToCompletion,

    /// <summary>They run to completion, at set times or when somebody starts them.</summary>
    Scheduled,
}
