namespace Pulumi;

/// <summary>An archive file that is fetched.</summary>
/// <param name="uri">Its address.</param>
public sealed class RemoteArchive(string uri) : Archive("uri", uri);
