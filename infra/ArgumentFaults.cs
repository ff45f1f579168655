using System.CommandLine;
using System.CommandLine.Parsing;
using Infra.Faults;

namespace Infra;

/// <summary>Says what is wrong with the arguments of a command.</summary>
internal static class ArgumentFaults
{
    /// <summary>The faults, one line each; none where the command can run.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand && parsed.UnmatchedTokens is [var verb, ..])
        {
            return
            [
                $"{verb} is no verb; see --help for the verbs. "
                    + $"{NearestName.Suggest(verb, [.. command.Subcommands.Select(known => known.Name)], name => name)}.",
            ];
        }

        // What looks like an option, or a file of arguments, is seldom meant as a value.
        var values = parsed.CommandResult.Children.OfType<OptionResult>().ToList();
        var misread = values
            .Where(option => option.Tokens is [{ Value: ['-', ..] }])
            .Select(option => $"{option.IdentifierToken?.Value} has no value; {option.Tokens[0].Value} after it is an option. "
                + $"Write its value after it, one that begins with '-' as {option.IdentifierToken?.Value}=./-name.")
            .Concat(parsed.Tokens
                .Where(token => token.Value.StartsWith('@'))
                .Select(token => $"{token.Value} is no argument; files of arguments are not read. Write the arguments out."))
            .ToList();
        if (misread.Count > 0)
            return misread;

        // An unknown option is taken for an argument, and its value for another.
        var words = parsed.CommandResult.Tokens.Select(token => token.Value).Concat(parsed.UnmatchedTokens);
        var unknownOptions = words.Where(word => word.StartsWith('-')).Select(word => UnknownOption(word, command)).ToList();
        if (unknownOptions.Count > 0)
            return unknownOptions;
        return parsed.UnmatchedTokens.Count > 0
            ? parsed.UnmatchedTokens.Select(word =>
                $"{word} is one argument too many; see {command.Name} --help for what it takes. Remove it.")
            : parsed.Errors.Select(fault =>
                $"{fault.Message.TrimEnd('.')}; see --help for the verbs and their options. Correct the command.");
    }

    private static string UnknownOption(string word, Command command)
    {
        var options = command.Options.Select(option => option.Name).ToList();
        return options.Contains(word)
            ? $"{word} stands before {command.Name}; options come after the verb. Move it."
            : $"{word} is no option of {command.Name}; see {command.Name} --help for its options. "
                + $"{NearestName.Suggest(word, options, name => name)}.";
    }
}
