namespace Pulumi;

/// <summary>A file of the machine that the program runs on.</summary>
/// <param name="path">Its path.</param>
public sealed class FileAsset(string path) : Asset("path", path);
