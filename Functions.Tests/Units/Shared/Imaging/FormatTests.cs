using System.Text.RegularExpressions;
using CamFunctions.Shared.Imaging;
using CamFunctions.Tests.Fixtures;
using NetVips;

namespace CamFunctions.Tests.Shared.Imaging;

/// <summary>Images as they come: whatever browsers show is read, and docs/formats.md lists it.</summary>
public sealed partial class FormatTests
{
    /// <summary>Lossy formats change colours slightly, and eight bits of CIE Lab are coarse for a saturated blue.</summary>
    private const int Tolerance = 20;

    private static readonly ImageLimits Limits = new(MaxBytes: 1 << 26, MaxPixels: 50_000_000);

    public static TheoryData<string> Variants => [.. FormatVariants.All.Keys];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_is_read_with_its_colours(string name)
    {
        var decoded = Decode(FormatVariants.All[name]());
        Assert.Empty(decoded.Warnings);
        AssertQuarters(decoded.Image);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_variant_is_read_at_a_reduced_size(string name) => AssertQuarters(Decode(FormatVariants.All[name](), 48).Image);

    [Fact]
    public void The_table_in_the_documentation_has_exactly_the_variants_that_are_tested()
    {
        var documented = File.ReadLines(Path.Combine(ProjectFile.Root, "docs", "formats.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["name"].Value);
        Assert.Equal(FormatVariants.All.Keys, documented, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".tif")]
    [InlineData(".webp[lossless]")]
    [InlineData(".jpg[Q=95]")]
    public void A_broken_profile_is_ignored_with_a_warning(string suffix)
    {
        using var quarters = TestImages.Quarters();
        using var broken = WithBrokenProfile(quarters);
        foreach (var side in (int[])[1600, 48])
        {
            var decoded = Decode(TestImages.Encode(broken, suffix), side);
            AssertQuarters(decoded.Image);
            Assert.Contains("colour profile is damaged", Assert.Single(decoded.Warnings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".jpg[interlace]")]
    [InlineData(".png")]
    public void What_is_there_of_a_truncated_image_is_read_if_that_is_accepted(string suffix)
    {
        using var photograph = Image.NewFromBuffer(Photographs.Read("china"));
        var file = TestImages.Encode(photograph, suffix);
        var decoded = Decode(file[..(file.Length * 3 / 4)], truncated: TruncatedImages.Accept);
        Assert.Equal((photograph.Width, photograph.Height), (decoded.Image.Width, decoded.Image.Height));
        Assert.Contains("damaged or cut short", Assert.Single(decoded.Warnings), StringComparison.Ordinal);
        var whole = Decode(file).Image.Pixels;
        Assert.Equal(whole[..(whole.Length / 3)], decoded.Image.Pixels[..(whole.Length / 3)], CloseTo);
    }

    [Fact]
    public void A_truncated_image_with_a_broken_profile_has_a_warning_about_each()
    {
        using var photograph = Image.NewFromBuffer(Photographs.Read("china"));
        using var broken = WithBrokenProfile(photograph);
        var file = TestImages.Encode(broken, ".jpg");
        var warnings = Decode(file[..(file.Length * 3 / 4)], truncated: TruncatedImages.Accept).Warnings;
        Assert.Collection(
            warnings,
            warning => Assert.Contains("colour profile is damaged", warning, StringComparison.Ordinal),
            warning => Assert.Contains("damaged or cut short", warning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_of_which_nothing_can_be_read_is_refused_even_if_damage_is_accepted() => Assert.Equal(
        ImageErrorCode.Corrupt,
        Assert.Throws<RejectedImageException>(() => Decode(Convert.FromHexString("FFD8FF"), truncated: TruncatedImages.Accept)).Code);

    [Theory]
    [InlineData("heic")]
    [InlineData("heix")]
    [InlineData("mif1")]
    public void The_refusal_of_a_photograph_in_heic_says_what_to_do(string brand)
    {
        byte[] file = [0, 0, 0, 24, .. "ftyp"u8, .. System.Text.Encoding.ASCII.GetBytes(brand), 0, 0, 0, 0, .. "mif1heic"u8];
        var rejection = Assert.Throws<RejectedImageException>(() => Decode(file));
        Assert.Equal(ImageErrorCode.UnsupportedFormat, rejection.Code);
        Assert.Contains("Most Compatible", rejection.Message, StringComparison.Ordinal);
    }

    /// <summary>Its header and table of tags are those of a profile, and all that they point to is something else.</summary>
    private static Image WithBrokenProfile(Image image)
    {
        using var wide = image.IccTransform("p3", inputProfile: "srgb");
        var profile = (byte[])((byte[])wide.Get("icc-profile-data")).Clone();
        profile.AsSpan(300).Fill(0x55);
        return image.Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", profile));
    }

    private static DecodedPixels Decode(byte[] file, int maximumSide = 1600, TruncatedImages truncated = TruncatedImages.Refuse) =>
        ImageDecoder.Decode(file, ImageHeaderReader.Read(file, Limits), new DecodingGoal(maximumSide), truncated, DecodingTime.Unlimited());

    private static bool CloseTo(byte first, byte second) => Math.Abs(first - second) <= Tolerance;

    private static void AssertQuarters(RgbImage image)
    {
        int[][] colors = [[220, 30, 30], [30, 200, 30], [30, 30, 220], [230, 220, 40]];
        for (var quarter = 0; quarter < colors.Length; quarter++)
        {
            var (x, y) = (image.Width * (1 + (2 * (quarter % 2))) / 4, image.Height * (1 + (2 * (quarter / 2))) / 4);
            var pixel = image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3).ToArray();
            Assert.True(
                pixel.Zip(colors[quarter]).All(pair => Math.Abs(pair.First - pair.Second) <= Tolerance),
                $"Quarter {quarter} is {string.Join(' ', pixel)}, not {string.Join(' ', colors[quarter])}.");
        }
    }

    [GeneratedRegex(@"^\| (?<name>[^|]+?) \| yes", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
