using NetVips;

namespace CamFunctions.Shared.Imaging;

/// <summary>Configures libvips: six trusted loaders, no cache, one thread per operation.</summary>
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

    /// <summary>Configures libvips on the first call.</summary>
    public static void EnsureConfigured() => _ = Configured.Value;

    private static bool Configure()
    {
        // Block the loaders that libvips considers unsafe for untrusted files (SVG, PDF, ImageMagick, ...), then all but ours.
        NetVips.NetVips.BlockUntrusted = true;
        Operation.Block("VipsForeignLoad", state: true);
        foreach (var loader in Loaders)
        {
            Operation.Block(loader, state: false);
        }

        // No operation is repeated, so a cache would only waste memory.
        Cache.Max = 0;
        // Inference keeps the cores busy; more threads for a decode of 20 ms would cost memory and save hardly any time.
        NetVips.NetVips.Concurrency = 1;
        // libvips would print harmless warnings to standard error, which the Functions host logs as errors.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
        return true;
    }
}
