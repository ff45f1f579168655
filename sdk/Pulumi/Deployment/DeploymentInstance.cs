using System.Diagnostics.CodeAnalysis;

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

    /// <summary>
    /// Calls a function of a provider once its arguments are known; where one is not, the result is not known either. The result is secret
    /// where an argument is, and depends on the resources that the arguments do.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="token">The function's token.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How it is called.</param>
    [SuppressMessage("Performance", "CA1822", Justification = "The official package has an instance method.")]
    public Output<T> Invoke<T>(string token, InvokeArgs args, InvokeOptions? options = null)
        => new(Deployment.Required.InvokeAsync(token, args, options ?? new InvokeOptions(), typeof(T)));
}
