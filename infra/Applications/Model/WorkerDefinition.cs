namespace Infra.Applications.Model;

/// <summary>A workload that takes its work from elsewhere, such as a queue.</summary>
public sealed record WorkerDefinition : LongRunningDefinition;
