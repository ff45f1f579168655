using System.Text.Json;
using System.Text.Unicode;
using StackPreview.Json;
using StackPreview.Kinds;
using StackPreview.Plans;

namespace StackPreview.PlanFiles;

/// <summary>Reads and writes plan.json.</summary>
public static class PlanFile
{
    // A service is some 10 KiB of a plan: this is far beyond any.
    private const int MaxMebibytes = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The plan in a file.</summary>
    /// <param name="path">The file, as it was named; messages name it so too.</param>
    /// <param name="folder">The folder that a relative path starts in.</param>
    /// <param name="kinds">The facts of what may be in it.</param>
    /// <exception cref="PreviewException">There is no plan that can be read.</exception>
    public static Plan Read(string path, string folder, KindCatalog kinds)
    {
        var bytes = Bytes(path, folder);
        if (bytes.Length == 0)
            throw Refusal(path, "is empty", "a plan is JSON");
        JsonElement json;
        try
        {
            json = JsonElement.Parse(bytes.Span, Strict);
            // What is escaped is only read where it is looked at.
            if (!Utf8.IsValid(bytes.Span) || (bytes.Span.IndexOf("\\u"u8) >= 0 && !IsText(json)))
                throw Refusal(path, "holds text that is no Unicode", "a plan is JSON in UTF-8");
        }
        catch (JsonException exception)
        {
            throw Refusal(
                path,
                exception.LineNumber is { } line ? $"is not JSON at line {line + 1}, or ends too early" : "is not JSON",
                "a plan is JSON, each field once");
        }

        return PlanReader.Read(path, json, kinds);
    }

    /// <summary>A plan as the text of a file.</summary>
    public static string Write(Plan plan) => PlanJson.Write(plan);

    private static ReadOnlyMemory<byte> Bytes(string path, string folder)
    {
        try
        {
            // An empty path would lead to the folder.
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            var file = Path.GetFullPath(path, Path.GetFullPath(folder));
            if (Directory.Exists(file))
                throw new PreviewException($"{path} is a folder; a plan is a file. Name the plan.json in it.");
            using var stream = new FileStream(file, new FileStreamOptions { Options = FileOptions.SequentialScan });
            // What stands behind a name may have no length, or change it.
            using var read = new MemoryStream();
            var part = new byte[64 * 1024];
            for (var count = stream.Read(part); count > 0; count = stream.Read(part))
            {
                read.Write(part, 0, count);
                if (read.Length > MaxMebibytes * 1024L * 1024)
                    throw Refusal(path, $"is larger than {MaxMebibytes} MiB", "no plan is");
            }

            return read.GetBuffer().AsMemory(0, (int)read.Length);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Refusal(path, "is missing", "a plan is the plan.json that preview writes");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PreviewException(
                $"{(path.Length > 0 ? path : "\"\"")} cannot be read ({exception.Message.TrimEnd('.')}); a plan is a file that can be. "
                    + "Name another file."
            );
        }
    }

    private static bool IsText(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.Object => json.EnumerateObject().All(entry => entry.Name is not null && IsText(entry.Value)),
                JsonValueKind.Array => json.EnumerateArray().All(IsText),
                JsonValueKind.String => json.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            // Half of a character.
            return false;
        }
    }

    private static PreviewException Refusal(string path, string problem, string rule) => new($"{path} {problem}; {rule}. {PlanNode.Fix}.");
}
