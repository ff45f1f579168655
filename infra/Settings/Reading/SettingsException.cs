using System.Collections.Immutable;
using StackPreview;

namespace Infra.Settings.Reading;

/// <summary>The settings cannot be used. The message has one line a fault.</summary>
public sealed class SettingsException : PreviewException
{
    /// <summary>Reports one fault.</summary>
    public SettingsException(string message)
        : base(message)
    {
    }

    /// <summary>Reports all faults together.</summary>
    public SettingsException(ImmutableArray<string> messages)
        : base(messages)
    {
    }
}
