using System.ComponentModel;

namespace System.Runtime.CompilerServices;

/// <summary>
/// Lets records and <c>init</c> compile for netstandard2.0, the only framework every compiler host can load a generator for.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
internal static class IsExternalInit;
