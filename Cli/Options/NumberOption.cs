using System.CommandLine;
using System.Globalization;

namespace CamFunctions.Cli.Options;

/// <summary>Options that take a whole number within bounds.</summary>
internal static class NumberOption
{
    public static Option<int?> Between(string name, int minimum, int maximum, string description)
    {
        var option = new Option<int?>(name) { Description = $"{description}, {minimum} to {maximum}.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            // The tokens, because asking for the option's value would throw for what is not a number.
            if (!result.Tokens.All(token => IsWithin(token.Value, minimum, maximum)))
            {
                result.AddError($"{name} takes a whole number from {minimum} to {maximum}.");
            }
        });
        return option;
    }

    private static bool IsWithin(string text, int minimum, int maximum) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum;
}
