using System.Collections.Immutable;

namespace Infra.Settings.Reading;

/// <summary>The settings cannot be used. The message has one line a fault.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Reports one fault.</summary>
    public SettingsException(string message)
        : this([message])
    {
    }

    /// <summary>Reports all faults together.</summary>
    public SettingsException(ImmutableArray<string> messages)
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
