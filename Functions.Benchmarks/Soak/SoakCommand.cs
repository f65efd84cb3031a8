using System.CommandLine;

namespace CamFunctions.Benchmarks.Soak;

/// <summary><c>soak</c>: reads the command line of the soak test.</summary>
internal static class SoakCommand
{
    private const int DefaultImages = 50_000;

    public static Task<int> RunAsync(string[] arguments)
    {
        var app = new Argument<DirectoryInfo>("DIR")
        {
            Description = "A published app; this build by default.",
            DefaultValueFactory = _ => new DirectoryInfo(AppContext.BaseDirectory),
        }.AcceptExistingOnly();
        var images = new Option<int>("--images") { Description = "Number of images.", DefaultValueFactory = _ => DefaultImages };
        images.Validators.Add(result =>
        {
            if (result.GetValue(images) < SoakRun.Interval)
            {
                result.AddError($"--images must be at least {SoakRun.Interval}: the first sample is taken then.");
            }
        });
        var isReal = new Option<bool>("--resnet50") { Description = "With the app's own network, not the small one." };
        var command = new Command("soak", "Takes many images through one worker, and watches its memory, handles and threads.")
        {
            app, images, isReal,
        };
        command.SetAction((parsed, cancellation) => SoakRun.RunAsync(
            parsed.GetValue(app)!.FullName, parsed.GetValue(images), parsed.GetValue(isReal), cancellation));
        return new RootCommand { command }.Parse([command.Name, .. arguments]).InvokeAsync();
    }
}
