using System.Text;
using Infra.Faults;

namespace Infra.Settings.Reading;

/// <summary>Reads a small file of text.</summary>
internal static class TextFile
{
    private const int LargestSize = 1024 * 1024;

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Pipes and terminals may never have anything to say.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>The text of a file.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="file">Its name, which messages say.</param>
    /// <exception cref="InputException">It is too large, no regular file, or no UTF-8.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be read.</exception>
    public static string Read(string folder, string file)
    {
        // A link has a size of its own.
        var link = new FileInfo(Path.Combine(folder, file));
        var info = (FileInfo?)link.ResolveLinkTarget(returnFinalTarget: true) ?? link;
        if (info.Exists && info.Length == 0)
        {
            RequireNothingIn(info, file);
            return "";
        }

        using var stream = info.OpenRead();
        var bytes = new byte[LargestSize + 1];
        var size = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (size > LargestSize)
            throw new InputException($"{file} is larger than 1 MiB; a stack file has a few kilobytes. Correct the file.");
        try
        {
            var text = Encoding.GetString(bytes, 0, size);
            return text.StartsWith('\ufeff') ? text[1..] : text;
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes.AsSpan(0, Math.Max(0, exception.Index)).Count((byte)'\n') + 1;
            throw new InputException($"{file}: line {line} is not UTF-8; the file is text in UTF-8. Save it in this encoding.");
        }
    }

    // A special file, such as a pipe or a device, has no size, and may have anything in it.
    private static void RequireNothingIn(FileInfo info, string file)
    {
        // A thread of its own: one of the pool may come late where the machine is busy.
        var first = Task.Factory.StartNew(
            () =>
            {
                using var stream = info.OpenRead();
                return stream.ReadByte();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (Task.WaitAny([first], Timeout) < 0 || first.GetAwaiter().GetResult() >= 0)
            throw new InputException($"{file} is a special file; a stack file is a regular one. Write the text to a file.");
    }
}
