namespace Infra.Applications;

/// <summary>The programs in <c>Scripts/</c> that containers run where their image lacks one.</summary>
internal static class Scripts
{
    /// <summary>The text of a program.</summary>
    /// <param name="file">The name of its file.</param>
    public static string Read(string file)
    {
        using var stream = typeof(Scripts).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

