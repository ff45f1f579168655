namespace Infra.Settings;

/// <summary>A port of a private address range.</summary>
/// <param name="Range">The range, such as <c>10.20.0.0/24</c>.</param>
/// <param name="Port">The port.</param>
public sealed record AddressTarget(string Range, int Port);
