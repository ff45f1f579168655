using Infra.Faults;

namespace Infra;

/// <summary>The folder that the program runs in.</summary>
internal static class WorkingFolder
{
    /// <summary>Its path.</summary>
    /// <exception cref="InputException">It is gone.</exception>
    public static string Path
    {
        get
        {
            try
            {
                return Environment.CurrentDirectory;
            }
            catch (IOException)
            {
                throw new InputException(
                    "The current folder is gone; the program looks for the project from there. Change to a folder that is there.");
            }
        }
    }
}
