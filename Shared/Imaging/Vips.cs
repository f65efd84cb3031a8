using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>libvips as this project uses it: six trusted loaders, no cache, one thread an operation.</summary>
internal static class Vips
{
    private static readonly string[] Loaders =
    [
        "VipsForeignLoadJpeg",
        "VipsForeignLoadPng",
        "VipsForeignLoadWebp",
        "VipsForeignLoadNsgif",
        "VipsForeignLoadTiff",
        "VipsForeignLoadHeif",
    ];

    private static readonly Lazy<bool> Configured = new(Configure);

    /// <summary>Makes libvips ready; cheap after the first call.</summary>
    public static void EnsureConfigured() => _ = Configured.Value;

    private static bool Configure()
    {
        // Loaders that libvips marks as unfit for hostile files (SVG, PDF, ImageMagick, ...), and then every other one but ours.
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", state: true);
        foreach (var loader in Loaders)
        {
            Operation.Block(loader, state: false);
        }

        // No image is asked for twice, so a cache of results would only hold memory.
        Cache.Max = 0;
        // The network keeps the processors busy; a second pool of threads for a 20 ms decode costs more memory than it saves time.
        NetVips.NetVips.Concurrency = 1;
        // libvips would print harmless warnings about files on standard error, which the Functions host logs as errors.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
        return true;
    }
}
