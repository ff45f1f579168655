using System.Collections.Immutable;
using StackPreview;

namespace Infra.Faults;

/// <summary>
/// What the program was given cannot be used: a stack file, an application, arguments, a plan. The message has one line a fault.
/// </summary>
public sealed class InputException : PreviewException
{
    /// <summary>Reports one fault.</summary>
    public InputException(string message)
        : base(message)
    {
    }

    /// <summary>Reports all faults together.</summary>
    public InputException(ImmutableArray<string> messages)
        : base(messages)
    {
    }
}
