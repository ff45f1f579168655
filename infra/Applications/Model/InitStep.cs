namespace Infra.Applications.Model;

/// <summary>What runs to completion in a pod before its containers start, such as fetching a model. It must be safe to run twice.</summary>
public sealed record InitStep : ContainerDefinition;
