namespace CamFunctions.Benchmarks.Localization;

/// <summary>How well each map of each network localises classes, on photographs and on pictures made of them.</summary>
internal static class LocalizationBenchmark
{
    private const int TilesPerMosaic = 4;

    public static int Run(string folder, IEnumerable<string> models, IReadOnlyList<string> maps, int seed, int count)
    {
        FramedNetwork[] networks = [.. models.Select(path => new FramedNetwork(path))];
        try
        {
            var random = new Random(seed);
            // The same pictures for all, so that their rows can be compared. No mosaic needs more photographs than these.
            LabelledPhotograph[] photographs =
                [.. LabelledPhotograph.Confident(folder, networks, random).Take(TilesPerMosaic * count)];
            if (photographs.DistinctBy(photograph => photograph.WordNetId, StringComparer.Ordinal).Count() < TilesPerMosaic)
            {
                Console.Error.WriteLine(
                    $"{folder} has not enough photographs that all models are confident of: of at least {TilesPerMosaic} classes, named " +
                    "by WordNet ID, such as n02123045_tabby.JPEG. Add more.");
                return 1;
            }

            Composition[] mosaics = [.. Enumerable.Range(0, count).Select(_ => Composition.Mosaic(photographs, random))];
            Composition[] pastes = [.. Enumerable.Range(0, count).Select(_ => Composition.Paste(photographs, random))];
            LabelledPhotograph[] single = [.. photographs.Take(count)];
            Console.WriteLine(
                $"{photographs.Length} confident photographs, {single.Length} of them alone, {count} mosaics, {count} pastes.");
            LocalizationTable.Print(networks.SelectMany(network => maps.Select(map => (
                $"{network.Name}, {map}",
                Measure(new MapMeasurement(network, NamedMap.All[map]), single, mosaics, pastes)))));
            return 0;
        }
        finally
        {
            Array.ForEach(networks, network => network.Dispose());
        }
    }

    private static MapLocalization Measure(
        MapMeasurement measurement,
        LabelledPhotograph[] photographs,
        Composition[] mosaics,
        Composition[] pastes)
    {
        var tiles = mosaics.SelectMany(measurement.Tiles).ToArray();
        var replacements = Array.ConvertAll(photographs, measurement.Replacement);
        return new MapLocalization(
            Array.ConvertAll(photographs, measurement.Displacement),
            Array.ConvertAll(tiles, tile => tile.Share),
            Array.ConvertAll(tiles, tile => tile.IsPeakInside),
            Array.ConvertAll(pastes, measurement.Paste),
            Array.ConvertAll(replacements, areas => areas.Insertion),
            Array.ConvertAll(replacements, areas => areas.Deletion));
    }
}
