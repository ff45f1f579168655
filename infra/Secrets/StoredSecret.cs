using Pulumi;

namespace Infra.Secrets;

/// <summary>A Secret whose values come from a store: the program never has them.</summary>
/// <param name="Name">Its name, which is another one with another generation of what is in it.</param>
/// <param name="Resource">What makes it: its users come after it.</param>
internal sealed record StoredSecret(string Name, Resource Resource);
