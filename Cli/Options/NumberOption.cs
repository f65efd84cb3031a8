using System.CommandLine;
using System.Globalization;

namespace CamFunctions.Cli.Options;

/// <summary>Creates options whose value is a whole number in a range.</summary>
internal static class NumberOption
{
    public static Option<int?> Between(string name, int minimum, int maximum, string description)
    {
        var option = new Option<int?>(name) { Description = $"{description}, {minimum} to {maximum}.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            // Checks the tokens, because reading the value would throw if it is not a number.
            if (!result.Tokens.All(token => IsWithin(token.Value, minimum, maximum)))
            {
                result.AddError($"{name} takes a whole number from {minimum} to {maximum}.");
            }
        });
        return option;
    }

    private static bool IsWithin(string text, int minimum, int maximum) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= minimum
        && number <= maximum;
}
