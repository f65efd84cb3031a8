namespace CamFunctions.Tests.Fixtures;

/// <summary>Compares results of two networks that compute the same in different ways.</summary>
internal static class CloseNumbers
{
    /// <param name="expected">The numbers to reach.</param>
    /// <param name="found">As many numbers.</param>
    /// <param name="share">How far a number may be off, as a share of the range of the expected ones.</param>
    public static void AssertClose(float[] expected, float[] found, float share)
    {
        var tolerance = share * (expected.Max() - expected.Min());
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
