namespace Pulumi;

/// <summary>A file that is fetched.</summary>
/// <param name="uri">Its address.</param>
public sealed class RemoteAsset(string uri) : Asset("uri", uri);
