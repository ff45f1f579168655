using System.Collections.Immutable;

namespace Infra.Tests.Data.Redis;

/// <summary>What a Redis answers.</summary>
/// <param name="Text">The text or the number; empty for nothing and for a list.</param>
/// <param name="IsError">Whether it is an error.</param>
/// <param name="Items">The items of a list.</param>
internal sealed record RespReply(string Text, bool IsError, ImmutableArray<RespReply> Items);
