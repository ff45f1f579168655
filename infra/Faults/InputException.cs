using System.Collections.Immutable;

namespace Infra.Faults;

/// <summary>
/// What the program was given cannot be used: a stack file, an application, arguments, a plan. The message has one line a fault.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Reports one fault.</summary>
    public InputException(string message)
        : this([message])
    {
    }

    /// <summary>Reports all faults together.</summary>
    public InputException(ImmutableArray<string> messages)
        : base(string.Join('\n', messages.Select(OneLine)))
        => Messages = [.. messages.Select(OneLine)];

    /// <summary>The faults, one line each.</summary>
    public ImmutableArray<string> Messages { get; }

    // What a message quotes may hold line breaks, or characters that steer a terminal.
    private static string OneLine(string message)
        => string.Concat(message.Select(letter => letter switch
        {
            '\n' => @"\n",
            _ when char.IsControl(letter) => $"\\u{(int)letter:x4}",
            _ => letter.ToString(),
        }));
}
