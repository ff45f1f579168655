namespace Infra.Tests.Pipelines;

/// <summary>A step of a workflow's job, or of an action.</summary>
/// <param name="Where">Where it stands, for messages.</param>
/// <param name="Uses">The action that it uses; null for none.</param>
/// <param name="Run">The commands that it runs; null for none.</param>
internal sealed record WorkflowStep(string Where, string? Uses, string? Run);
