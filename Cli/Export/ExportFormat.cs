namespace CamFunctions.Cli.Export;

/// <summary>What an export writes.</summary>
internal enum ExportFormat
{
    /// <summary>A COCO detection file.</summary>
    Coco,

    /// <summary>Tasks with predictions for Label Studio.</summary>
    LabelStudio,

    /// <summary>A folder of samples and heat maps for FiftyOne.</summary>
    FiftyOne,

    /// <summary>A line per prediction.</summary>
    Csv,

    /// <summary>A record per line.</summary>
    Jsonl,

    /// <summary>A folder of Parquet files, partitioned by day.</summary>
    Parquet,
}
