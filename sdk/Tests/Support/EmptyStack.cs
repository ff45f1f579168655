namespace Sdk.Tests.Support;

/// <summary>A stack of nothing.</summary>
internal sealed class EmptyStack : Stack;
