using System.CommandLine;
using System.Globalization;

namespace CamFunctions.Commands;

/// <summary>Options that take a whole number within bounds.</summary>
internal static class NumberOption
{
    public static Option<int?> Between(string name, int least, int most, string description)
    {
        var option = new Option<int?>(name) { Description = $"{description}, {least} to {most}.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            // The option's own conversion throws what it can't read, and it would be asked here.
            if (result.Tokens.Any(token => !int.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number < least || number > most))
            {
                result.AddError($"{name} takes a whole number from {least} to {most}.");
            }
        });
        return option;
    }
}
