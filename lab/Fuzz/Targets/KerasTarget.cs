using CamFunctions.Fuzz.Seeds;
using CamFunctions.Model;
using CamFunctions.Model.Cam;
using CamFunctions.Model.Keras;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Fuzz.Targets;

/// <summary>From a package with a Keras network to the nodes of a CAM model.</summary>
internal static class KerasTarget
{
    private static readonly CamMetadata Metadata = StandInNetwork.Metadata(stride: 2);

    public static void Run(byte[] package)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, package);
            KerasCamModel.Build(LayersModelPackage.Read(path, TinyNetwork.Folder), Preprocessing.KerasCaffe, Metadata);
        }
        catch (ModelException)
        {
            // Refused as documented.
        }
        finally
        {
            File.Delete(path);
        }
    }
}
