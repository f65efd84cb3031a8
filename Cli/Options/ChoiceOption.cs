using System.CommandLine;

namespace CamFunctions.Cli.Options;

/// <summary>Options that take one of a few names.</summary>
internal static class ChoiceOption
{
    public static Option<string?> Of<TChoice>(string name, string description)
        where TChoice : struct, Enum
    {
        var choices = Enum.GetNames<TChoice>().Select(choice => choice.ToLowerInvariant()).ToArray();
        var option = new Option<string?>(name) { Description = description, HelpName = string.Join('|', choices) };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }

    public static TChoice? Chosen<TChoice>(string? name)
        where TChoice : struct, Enum => name is null ? null : Enum.Parse<TChoice>(name, ignoreCase: true);
}
