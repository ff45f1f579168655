using System.Text;

namespace Infra.Values;

/// <summary>Text as environment variables, commands and manifests can hold it.</summary>
public static class PlainText
{
    /// <summary>What is allowed, as the middle part of a fault's sentence.</summary>
    public const string Rule = "text is Unicode without control characters";

    /// <summary>What is allowed, as the fix of a fault.</summary>
    public const string Fix = "Remove what is none of it";

    /// <summary>Whether it is one line: no character controls a terminal, and each is one of Unicode.</summary>
    public static bool IsLine(string text) => !text.Any(char.IsControl) && IsUnicode(text);

    /// <summary>The same of text that may have lines and tabs.</summary>
    public static bool IsText(string text)
        => !text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')) && IsUnicode(text);

    // Half of a surrogate pair is no character, and nobody can write it as UTF-8.
    private static bool IsUnicode(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (!Rune.TryGetRuneAt(text, index, out _))
                return false;
            index++;
        }

        return true;
    }
}
