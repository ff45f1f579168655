namespace Infra.Steps;

/// <summary>The scripts of steps: files beside what declares the step, which are part of the program.</summary>
internal static class StepScript
{
    /// <summary>The text of a script.</summary>
    /// <param name="file">The name of its file, without the folder.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string Read(string file)
    {
        using var stream = typeof(StepScript).Assembly.GetManifestResourceStream(file)
            ?? throw new FileNotFoundException($"The program has no script {file}.", file);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
