namespace Pulumi;

/// <summary>A folder, or an archive file, of the machine that the program runs on.</summary>
/// <param name="path">Its path.</param>
public sealed class FileArchive(string path) : Archive("path", path);
