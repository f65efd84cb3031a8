using CamFunctions.Model.Cam;
using CamFunctions.Model.Import;
using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Tests.Fixtures;

/// <summary>A network that was imported without preprocessing, to be run on the floats it takes.</summary>
internal sealed class PreparedNetwork : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly PreparedSession session;

    public PreparedNetwork(string path, int classes, int? side = null, int? stride = null)
    {
        try
        {
            Path = folder.File("prepared.onnx");
            var request = Request(path, classes, preprocessing: null) with { Side = side, Stride = stride };
            Report = OnnxImporter.Import(request, folder.Path, Path);
            session = new PreparedSession(Path);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    public ImportReport Report { get; }

    public string Path { get; }

    public CamOutput Run(OrtValue image) => session.Run(image);

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    public static ImportRequest Request(string path, int classes, Preprocessing? preprocessing)
    {
        var labels = Enumerable.Range(0, classes).Select(index => new ClassLabel(index, WordNetId: null, $"class {index}"));
        return new ImportRequest(path, "test", [.. labels], preprocessing, Geometry: null, Side: null, Stride: null);
    }
}
