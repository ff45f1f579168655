namespace StackPreview.Diagrams;

/// <summary>What a node of a diagram stands for, in the order in which they are drawn.</summary>
internal enum NodeKind
{
    /// <summary>A host under which services are reached from outside.</summary>
    Host,

    /// <summary>What serves requests.</summary>
    Service,

    /// <summary>What works in the background.</summary>
    Worker,

    /// <summary>A service or a worker of which there is never more than one.</summary>
    Singleton,

    /// <summary>A job that runs at set times.</summary>
    ScheduledJob,

    /// <summary>A job that runs when somebody starts it.</summary>
    OnDemandJob,

    /// <summary>A job that runs with a release.</summary>
    ReleaseJob,

    /// <summary>A data service, with all that belongs to it: instances, proxies, backup jobs.</summary>
    DataService,

    /// <summary>Where backups go.</summary>
    ObjectStorage,

    /// <summary>Whatever else is not among the pods of the plan.</summary>
    Outside,
}
