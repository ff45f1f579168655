namespace Infra.Tests.Support;

/// <summary>The program in a folder of its own, with a package that cannot be loaded, and the stack files of the tests.</summary>
internal static class UnloadablePackage
{
    /// <summary>Copies it there, and gives the path of the program.</summary>
    /// <param name="package">The package.</param>
    /// <param name="folder">The folder.</param>
    public static string Copy(string package, ScratchFolder folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(ProgramFile)!))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        File.WriteAllText(folder.PathOf($"{package}.dll"), "nothing");
        foreach (var file in Directory.EnumerateFiles(Repository.TestStacks))
            File.Copy(file, folder.PathOf(Path.GetFileName(file)));
        return folder.PathOf("Infra.dll");
    }

    private static string ProgramFile
        => Path.Combine(AppContext.BaseDirectory, "..", "..", "Infra", new DirectoryInfo(AppContext.BaseDirectory).Name, "Infra.dll");
}
