namespace Pulumi;

/// <summary>What is deployed, and where.</summary>
public sealed class DeploymentInstance
{
    internal DeploymentInstance(string organization, string project, string stack, bool isDryRun)
        => (OrganizationName, ProjectName, StackName, IsDryRun) = (organization, project, stack, isDryRun);

    /// <summary>The stack's name.</summary>
    public string StackName { get; }

    /// <summary>The project's name.</summary>
    public string ProjectName { get; }

    /// <summary>The organization the stack belongs to.</summary>
    public string OrganizationName { get; }

    /// <summary>Whether this is a preview, after which nothing is deployed.</summary>
    public bool IsDryRun { get; }
}
