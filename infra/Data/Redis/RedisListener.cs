namespace Infra.Data.Redis;

/// <summary>Where a server listens with TLS.</summary>
/// <param name="Port">The port.</param>
/// <param name="Folder">The folder with its certificate.</param>
/// <param name="Socket">The socket by which its own pod has it read a renewed certificate.</param>
internal sealed record RedisListener(int Port, string Folder, string Socket);
