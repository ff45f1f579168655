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
        : base(string.Join('\n', messages))
        => Messages = messages;

    /// <summary>The faults, one line each.</summary>
    public ImmutableArray<string> Messages { get; }
}
