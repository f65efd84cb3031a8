using System.CommandLine;

namespace CamFunctions.Cli.Options;

/// <summary>Creates options whose value is the name of an enum member.</summary>
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

    public static TChoice? Parse<TChoice>(string? name)
        where TChoice : struct, Enum => name is null ? null : Enum.Parse<TChoice>(name, ignoreCase: true);
}
