using System.CommandLine;
using System.Globalization;
using CamFunctions.Cli.Output;

namespace CamFunctions.Cli.Packaging;

/// <summary><c>package</c>: from a published folder to the zip file that is deployed. The hooks of azd call it.</summary>
internal static class PackageCommand
{
    /// <summary>Debian 11, which some images of Azure Functions have, comes with this one.</summary>
    private const string OldestGlibcInAzure = "2.31";

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "What 'dotnet publish Functions' wrote." };
        var output = new Option<string>("--out") { Description = "The zip file.", HelpName = "FILE", Required = true };
        var glibc = new Option<string>("--glibc")
        {
            Description = "The GNU C library that the app must start with.",
            HelpName = "VERSION",
            DefaultValueFactory = _ => OldestGlibcInAzure,
        };
        var command = new Command("package", "Check a published app and pack it for deployment.") { folder, output, glibc };
        command.SetAction(parsed =>
        {
            var path = Path.GetFullPath(parsed.GetValue(output)!);
            Pack(new PublishedFolder(parsed.GetValue(folder)!), path, Parse(parsed.GetValue(glibc)!));
        });
        return command;
    }

    private static void Pack(PublishedFolder folder, string path, Version glibc)
    {
        var needed = folder.Check(glibc);
        DeploymentPackage.Write(folder, path);
        var size = new FileInfo(path).Length / 1e6;
        Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}, {size:F0} MB, starts with glibc {needed} and later"));
    }

    private static Version Parse(string text) => Version.TryParse(text, out var version)
        ? version
        : throw new PackagingException($"--glibc {text} is not a version: name one such as {OldestGlibcInAzure}.");
}
