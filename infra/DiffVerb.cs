using Infra.Faults;
using Infra.Settings.Reading;
using StackPreview.PlanFiles;
using StackPreview.Plans;

namespace Infra;

/// <summary>Compares plans: of stacks as they are declared now, and of files that earlier previews wrote.</summary>
/// <param name="folder">The folder it runs in: the project's, or one below.</param>
internal sealed class DiffVerb(string folder)
{
    /// <summary>The plan of a file, or of a stack.</summary>
    /// <param name="name">A path, which ends in <c>.json</c> or has a folder in it; or the name of a stack.</param>
    /// <param name="application">The application that a stack is to be of; null for its own.</param>
    /// <exception cref="InputException">There is no such plan, or it cannot be used.</exception>
    public async Task<Plan> PlanOfAsync(string name, string? application)
    {
        if (name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.Contains(Path.DirectorySeparatorChar))
            return PlanFile.Read(name, folder, Catalog.Default.Kinds);
        var project = StackFile.FindProjectFolder(folder);
        if (!StackFile.StacksIn(project).Contains(name))
        {
            throw new InputException(
                $"{(name.Length > 0 ? name : "\"\"")} is neither a stack nor a plan; there are stack files for "
                    + $"{string.Join(", ", StackFile.StacksIn(project))}, and the name of a plan ends in .json. Use one of these."
            );
        }

        var settings = Catalog.Default.Settings.Load(StackFile.Read(project, name), requireAll: false, application);
        return await Preview.PlanAsync(settings, name, Catalog.Default);
    }

    /// <summary>Refuses plans of two applications.</summary>
    /// <param name="nameBefore">What the first was asked for by.</param>
    /// <param name="before">The application that it is of.</param>
    /// <param name="nameAfter">What the second was asked for by.</param>
    /// <param name="after">The application that it is of.</param>
    /// <exception cref="InputException">They are of two applications.</exception>
    public static void RequireOneApplication(string nameBefore, string before, string nameAfter, string after)
    {
        if (before != after)
        {
            throw new InputException(
                $"{nameBefore} is of the application {ShownValue.Of(before)} and {nameAfter} of {ShownValue.Of(after)}; "
                    + "plans of one application can be compared. Use another plan, or --application.");
        }
    }
}
