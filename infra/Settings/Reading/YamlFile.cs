using Infra.Faults;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Settings.Reading;

/// <summary>Loads a file that is one YAML map.</summary>
internal static class YamlFile
{
    /// <summary>The map; null where the file is empty.</summary>
    /// <exception cref="InputException">It cannot be read, is no YAML, or no map.</exception>
    public static YamlMappingNode? Load(string folder, string file)
    {
        try
        {
            using var reader = new StringReader(TextFile.Read(folder, file));
            return Load(reader, file);
        }
        catch (UnauthorizedAccessException)
        {
            throw new InputException($"{file} is not readable; whoever runs the program reads it. Correct its permissions.");
        }
        catch (IOException exception)
        {
            throw new InputException(
                $"{file} is not readable; {exception.Message.TrimEnd('.')}. Correct that, and run the command again.");
        }
    }

    private static YamlMappingNode? Load(TextReader reader, string file)
    {
        var events = new YamlEvents(reader);
        try
        {
            var yaml = new YamlStream();
            yaml.Load(events);
            return yaml.Documents switch
            {
                [] => null,
                [{ RootNode: YamlMappingNode map }] => map,
                _ => throw new InputException($"{file}: the file is not one map; a stack file begins with config:. Correct it."),
            };
        }
        catch (YamlException exception)
        {
            // Some of its exceptions do not say where; the scanner does.
            throw NotYaml(
                file,
                exception.End.Index > 0 ? exception.Start : events.Position,
                exception.Message.Split('\n')[0].Replace("  ", " ").TrimEnd('.'));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // What YamlDotNet throws at some texts, such as those with a bracket that is not closed.
            throw NotYaml(file, events.Position, "something before it is not closed, or stands where it cannot");
        }
    }

    private static InputException NotYaml(string file, Mark position, string reason)
        => new(
            $"{file}: line {position.Line}, column {position.Column} is not YAML; "
                + $"{char.ToLowerInvariant(reason[0])}{reason[1..]}. Correct the line.");
}
