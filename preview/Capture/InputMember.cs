namespace StackPreview.Capture;

/// <summary>A member of an argument class that is sent to the engine.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Get">Reads it.</param>
internal sealed record InputMember(string Name, Func<object, object?> Get);
