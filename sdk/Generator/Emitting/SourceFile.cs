namespace Sdk.Generator.Emitting;

/// <summary>A generated file.</summary>
/// <param name="HintName">Its name in the compilation: the full name of the class in it.</param>
/// <param name="Text">Its C#.</param>
internal sealed record SourceFile(string HintName, string Text);
