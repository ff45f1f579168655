namespace Infra.Bench;

/// <summary>A program to measure.</summary>
/// <param name="Name">What it is called in the figures.</param>
/// <param name="Program">The path of the program, or its name where it is installed.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record Measured(string Name, string Program, params IReadOnlyList<string> Arguments);
