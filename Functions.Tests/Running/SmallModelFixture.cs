using CamFunctions.Model.Cam;
using CamFunctions.Model.Import;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Inference;
using CamFunctions.Shared.Processing;

using CamFunctions.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(SmallModelFixture))]

namespace CamFunctions.Tests.Fixtures;

/// <summary>
/// A prepared network of 28 KB, for processes whose results do not matter: a process that loads the ResNet-50 takes two seconds of
/// processor time before its first image. It is made when a test first asks for it.
/// </summary>
public sealed class SmallModelFixture : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<string> prepared;
    private readonly Lazy<CamModel> model;

    public SmallModelFixture()
    {
        prepared = new Lazy<string>(Prepare);
        model = new Lazy<CamModel>(() => CamModel.Load(ModelPath, threads: 1));
    }

    /// <summary>The path of the file, for the setting ModelPath.</summary>
    public string ModelPath => prepared.Value;

    public ImageProcessor Processor(ImageLimits? limits = null, TimeProvider? time = null) => new(model.Value, new AnalysisOptions())
    {
        Limits = limits ?? new ImageLimits(),
        Time = time ?? TimeProvider.System,
    };

    public void Dispose()
    {
        if (model.IsValueCreated)
        {
            model.Value.Dispose();
        }

        folder.Dispose();
    }

    private string Prepare()
    {
        const int Classes = 12;
        var labels = Enumerable.Range(0, Classes).Select(index => new ClassLabel(index, WordNetId: null, $"class {index}"));
        var network = Path.Combine(AppContext.BaseDirectory, "TestData", "Onnx", "nin-dynamo18.onnx");
        var request = new ImportRequest(
            network, "small", [.. labels], Preprocessing.Presets["unit"], Geometry: null, Side: null, Stride: null);
        OnnxImporter.Import(request, folder.Path, folder.File("small-cam.onnx"));
        return folder.File("small-cam.onnx");
    }
}
