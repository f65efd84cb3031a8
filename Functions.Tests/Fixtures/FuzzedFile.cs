namespace CamFunctions.Tests.Fixtures;

/// <summary>The inputs that the fuzzer found, each minimised.</summary>
internal static class FuzzedFile
{
    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "TestData", "Fuzz", name));
}
