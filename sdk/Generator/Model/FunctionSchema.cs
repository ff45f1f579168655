namespace Sdk.Generator.Model;

/// <summary>A function of the provider.</summary>
/// <param name="Token">The token the engine knows it by.</param>
/// <param name="Class">The name of the class that calls it.</param>
/// <param name="Args">Its argument class.</param>
/// <param name="Result">What it returns.</param>
internal sealed record FunctionSchema(string Token, TypeName Class, ArgsSchema Args, OutputType Result);
