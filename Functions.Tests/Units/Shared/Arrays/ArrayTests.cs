using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CamFunctions.Shared.Activation;
using CamFunctions.Shared.Arrays;
using CamFunctions.Shared.Framing;
using NetVips;

namespace CamFunctions.Tests.Shared.Arrays;

public sealed class ArrayTests
{
    /// <summary>The network saw the middle 64 x 32 pixels of an image of 80 x 32.</summary>
    private static readonly NetworkFrame Middle = new(80, 32, 80, 32, 8, 0, 64, 32);

    private static readonly ActivationMap Map = new(1, 2, [-3, 5]);

    private static readonly MapOverImage OverImage = new(Map, Middle, 80, 32);

    [Fact]
    public void A_grid_is_an_array_of_version_1_with_its_header_aligned_to_64_bytes()
    {
        using var file = new MemoryStream();
        NpyArray.WriteGrid(file, Map);
        var bytes = file.ToArray();
        Assert.Equal("\u0093NUMPY\u0001\0\u0076\0", Encoding.Latin1.GetString(bytes[..10]));
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }", Encoding.ASCII.GetString(bytes[10..128]).TrimEnd());
        Assert.Equal((byte)'\n', bytes[127]);
        Assert.Equal([-3f, 5f], MemoryMarshal.Cast<byte, float>(bytes.AsSpan(128)).ToArray());
    }

    [Fact]
    public void The_array_of_the_image_has_its_sides_and_no_number_where_the_network_saw_nothing()
    {
        using var file = new MemoryStream();
        NpyArray.WriteImage(file, OverImage);
        var bytes = file.ToArray();
        Assert.Contains("'shape': (32, 80)", Encoding.ASCII.GetString(bytes[10..128]), StringComparison.Ordinal);
        var row = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(128))[..80].ToArray();
        Assert.All(row[..8].Concat(row[72..]), value => Assert.True(float.IsNaN(value)));
        Assert.Equal((-3f, 5f), (row[8], row[71]));
        // Halfway between the centres of both cells, at 24 and 56.
        Assert.Equal(1f, (row[39] + row[40]) / 2, 1e-5f);
    }

    [Fact]
    public void The_values_of_a_picture_follow_from_its_text()
    {
        using var picture = Image.NewFromBuffer(GreyPng.Encode(Map, OverImage));
        Assert.Equal((80, 32, 1, Enums.BandFormat.Ushort), (picture.Width, picture.Height, picture.Bands, picture.Format));
        var (minimum, maximum) = (Text("png-comment-0-minimum"), Text("png-comment-1-maximum"));
        Assert.Equal((-3f, 5f), (minimum, maximum));
        var middle = (picture[39, 16][0] + picture[40, 16][0]) / 2;
        Assert.Equal(1, minimum + (middle * (maximum - minimum) / 65535), 3);
        Assert.Equal((0, 65535), (picture[0, 0][0], picture[71, 0][0]));

        float Text(string field) => float.Parse((string)picture.Get(field), CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_constant_map_is_black()
    {
        var constant = new ActivationMap(1, 1, [4]);
        using var picture = Image.NewFromBuffer(GreyPng.Encode(constant, new MapOverImage(constant, Middle, 80, 32)));
        Assert.Equal(0, picture.Max());
    }
}
