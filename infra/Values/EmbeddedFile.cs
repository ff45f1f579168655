namespace Infra.Values;

/// <summary>The files that are part of the program, such as the scripts that containers run. Each has a name of its own.</summary>
internal static class EmbeddedFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="name">Its name, without the folder.</param>
    /// <exception cref="FileNotFoundException">The program has no such file.</exception>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"The program has no file {name}.", name);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
