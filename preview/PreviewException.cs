using System.Collections.Immutable;

namespace StackPreview;

/// <summary>
/// A preview or a comparison cannot be made of what was given. The message has one line a fault: path, value, rule and fix.
/// </summary>
public class PreviewException : Exception
{
    /// <summary>Reports one fault.</summary>
    public PreviewException(string message)
        : this([message])
    {
    }

    /// <summary>Reports all faults together.</summary>
    public PreviewException(ImmutableArray<string> messages)
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
