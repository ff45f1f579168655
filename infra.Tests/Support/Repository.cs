using Infra.Applications;
using Infra.Applications.Model;
using Infra.Settings.Reading;

namespace Infra.Tests.Support;

/// <summary>The checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = StackFile.FindProjectFolder(AppContext.BaseDirectory);

    /// <summary>
    /// The folder with the stack files that tests run: as those of <see cref="Root"/> are before anybody changes them for a cluster of
    /// their own.
    /// </summary>
    public static string TestStacks { get; } = PathOf("infra.Tests", "Stacks");

    /// <summary>The stacks that tests run.</summary>
    public static IReadOnlyList<string> Stacks { get; } = StackFile.StacksIn(TestStacks);

    /// <summary>The stacks that are deployed, whose files are committed beside Pulumi.yaml.</summary>
    public static IReadOnlyList<string> CommittedStacks { get; } = StackFile.StacksIn(Root);

    /// <summary>The applications of the catalog.</summary>
    public static IReadOnlyList<string> Applications { get; } = [.. ApplicationCatalog.All.Select(application => application.Name)];

    /// <summary>Those that migrate a database.</summary>
    public static IReadOnlyList<string> MigratedApplications { get; } =
    [
        .. from application in ApplicationCatalog.All
           where application.Projects.SelectMany(project => project.Jobs).Any(job => job.Purpose == JobPurpose.Migration)
           select application.Name,
    ];

    /// <summary>Every application in every stack that tests run.</summary>
    public static IEnumerable<(string Application, string Stack)> Deployments
        => from application in Applications from stack in Stacks select (application, stack);

    /// <summary>The same, for a theory: application, stack.</summary>
    public static TheoryData<string, string> DeploymentData => DataOf(Deployments);

    /// <summary>Those of applications that migrate a database.</summary>
    public static TheoryData<string, string> MigratedDeploymentData
        => DataOf(Deployments.Where(deployment => MigratedApplications.Contains(deployment.Application)));

    /// <summary>The path of a file in the checkout.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static TheoryData<string, string> DataOf(IEnumerable<(string Application, string Stack)> deployments)
    {
        var data = new TheoryData<string, string>();
        foreach (var (application, stack) in deployments)
            data.Add(application, stack);
        return data;
    }
}
