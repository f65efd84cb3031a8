using System.CommandLine;
using System.Globalization;
using CamFunctions.Model;
using CamFunctions.Model.Cam;

namespace CamFunctions.Cli.Models;

/// <summary>The options for a network's preprocessing: a preset or explicit values.</summary>
internal sealed class PreprocessingOptions
{
    private const string None = "none";
    private const string Bgr = "bgr";
    private const int Channels = 3;

    private readonly Option<string?> preset = new("--preprocess")
    {
        Description = $"What the network was trained with: {string.Join(", ", Preprocessing.Presets.Keys)}; " +
            $"or {None} to keep the network's own input (the functions refuse such a model).",
        HelpName = "NAME",
    };

    private readonly Option<string?> mean = new("--mean")
    {
        Description = "Instead of a preset: the value subtracted from each byte; one number, or three in the network's channel order.",
        HelpName = "M[,M,M]",
    };

    private readonly Option<string?> scale = new("--scale")
    {
        Description = "Instead of a preset: the factor that the result is then multiplied by.",
        HelpName = "S[,S,S]",
    };

    private readonly Option<string> channels = new("--channels")
    {
        Description = "Instead of a preset: the channel order, rgb or bgr.",
        HelpName = "ORDER",
        DefaultValueFactory = _ => "rgb",
    };

    public void AddTo(Command command)
    {
        channels.AcceptOnlyFromAmong("rgb", Bgr);
        command.Add(preset);
        command.Add(mean);
        command.Add(scale);
        command.Add(channels);
    }

    /// <returns><see langword="null"/> for no preprocessing.</returns>
    /// <exception cref="ModelException">The options are missing, contradictory or invalid.</exception>
    public Preprocessing? Parse(ParseResult parsed)
    {
        var (name, means, scales) = (parsed.GetValue(preset), parsed.GetValue(mean), parsed.GetValue(scale));
        var isCustom = means is not null || scales is not null || parsed.GetResult(channels) is { Implicit: false };
        if (name is null == !isCustom)
        {
            throw new ModelException(
                "Specify the preprocessing that the network was trained with: " +
                $"either --preprocess with one of {string.Join(", ", Preprocessing.Presets.Keys)}, {None}; " +
                "or --mean, --scale and --channels.");
        }

        if (isCustom)
        {
            return new Preprocessing(Numbers(means ?? "0", "--mean"), Numbers(scales ?? "1", "--scale"), parsed.GetValue(channels) == Bgr);
        }

        return name == None
            ? null
            : Preprocessing.Presets.GetValueOrDefault(name!) ?? throw new ModelException(
                $"There is no preprocessing named {name}; it must be one of {string.Join(", ", Preprocessing.Presets.Keys)}, {None}.");
    }

    private static float[] Numbers(string text, string option)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var numbers = parts.Select(part => Number(part) ?? throw Invalid()).ToArray();
        return numbers.Length switch
        {
            1 => [.. Enumerable.Repeat(numbers[0], Channels)],
            Channels => numbers,
            _ => throw Invalid(),
        };

        ModelException Invalid() => new($"{option} {text} is not one number, or three separated by commas.");
    }

    private static float? Number(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? number : null;
}
