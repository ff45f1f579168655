namespace Infra.Applications.Model;

/// <summary>A Redis that keeps what it was given across restarts.</summary>
public sealed record RedisNeed;
