using System.CommandLine;

namespace CamFunctions.Benchmarks.Chaos;

/// <summary><c>chaos</c>: reads the command line of the chaos test.</summary>
internal static class ChaosCommand
{
    private const double DefaultMinutes = 10;
    private const int DefaultImages = 500;
    private const int DefaultFaults = 40;

    public static Task<int> RunAsync(string[] arguments)
    {
        var minutes = new Option<double>("--minutes")
        {
            Description = "No further fault begins after this time; 10 by default.",
            DefaultValueFactory = _ => DefaultMinutes,
        };
        var seed = new Option<int>("--seed") { Description = "Chooses images and faults.", DefaultValueFactory = _ => 1 };
        var images = Number("--images", "Number of images.", DefaultImages);
        var faults = Number("--faults", "Number of faults.", DefaultFaults);
        var command = new Command("chaos", "Disturbs the local host while it processes images, and checks what is left.")
        {
            minutes, seed, images, faults,
        };
        command.SetAction((parsed, cancellation) => ChaosRun.RunAsync(
            new ChaosPlan(
                parsed.GetValue(seed),
                parsed.GetValue(images),
                parsed.GetValue(faults),
                TimeSpan.FromMinutes(parsed.GetValue(minutes))),
            cancellation));
        return new RootCommand { command }.Parse([command.Name, .. arguments]).InvokeAsync();
    }

    private static Option<int> Number(string name, string description, int defaultValue)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < 1)
            {
                result.AddError($"{name} must be at least 1.");
            }
        });
        return option;
    }
}
