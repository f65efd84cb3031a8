using System.Text.Json;
using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Cli.Output;

/// <summary>Names from strangers are shown as text, and never rewrite the screen or forge a line.</summary>
public sealed class TerminalTests(SmallModelFixture small) : IDisposable
{
    private const string Image = "\u001b[2J\nforged.png: cat 99 %.png";
    private const string Shown = @"\u001B[2J\u000Aforged.png: cat 99 %.png";

    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("chelsea")]
    [InlineData(null)]
    public async Task A_file_name_with_an_escape_sequence_and_a_line_break_stays_in_its_line(string? photograph)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        await using var cam = await LocalizeAsync(photograph);
        Assert.DoesNotContain('\u001b', cam.Output + cam.Errors);
        Assert.StartsWith($"{Shown}: ", Assert.Single(cam.Output.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_on_standard_output_is_one_line_of_json_with_the_real_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        await using var cam = await LocalizeAsync("chelsea", "--records");
        var record = JsonDocument.Parse(Assert.Single(cam.Output.Split('\n'))).RootElement;
        Assert.Equal(Image, record.GetProperty("source").GetProperty("name").GetString());
    }

    [Fact]
    public void Nothing_else_in_the_commands_prints()
    {
        var printing = Checkout.Files("*.cs")
            .Where(path => Path.GetRelativePath(ProjectFile.Root, path).StartsWith("Cli", StringComparison.Ordinal))
            .Where(path => Regex.IsMatch(
                File.ReadAllText(path), @"\b[Cc]onsole(\.Error|\.Out)?\.Write", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Select(path => Path.GetFileName(path));
        Assert.Equal(["Terminal.cs"], printing.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task<RunningProgram> LocalizeAsync(string? photograph, params string[] options)
    {
        await File.WriteAllBytesAsync(folder.File(Image), photograph is null ? "no image"u8.ToArray() : Photographs.Read(photograph));
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ModelPath"] = small.ModelPath };
        return await RunningProgram.Cam(settings, folder.Path, ["localize", folder.File(Image), .. options]).ExitedAsync();
    }
}
