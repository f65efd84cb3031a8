using System.Diagnostics.Metrics;
using CamFunctions.Functions.Telemetry;
using CamFunctions.Shared.Analysis;
using CamFunctions.Shared.Imaging;
using CamFunctions.Shared.Processing;
using CamFunctions.Shared.Records;
using CamFunctions.Storage.Blobs;

namespace CamFunctions.Tests.Infra;

/// <summary>The names that the code's measurements have: the metrics, their dimensions, and outcomes as dimension=value.</summary>
internal sealed class MeasuredNames : IDisposable
{
    private readonly MeterListener listener = new();

    private MeasuredNames()
    {
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Meter.Name == AnalysisTelemetry.Name)
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Note(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Note(instrument, tags));
        listener.Start();
    }

    public HashSet<string> Metrics { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>Measures a stage, a refused image and a failure with the code's own instruments.</summary>
    public static MeasuredNames Measure()
    {
        using var names = new MeasuredNames();
        var now = DateTimeOffset.UnixEpoch;
        var clock = new StageClock(TimeProvider.System);
        clock.Enter(Stage.Decode);
        clock.Leave();
        ImageMetrics.Count(new ImageReport(ImageOutcome.Refused, "refused", new PredictionRecord
        {
            Source = new SourceRecord("https://account/images/a", "images", "a", ETag: null, now, 0, Format: null),
            Processing = ProcessingRecord.Of(clock.Read()),
            Error = new ErrorRecord(ImageErrorCode.Empty, "empty"),
        }));
        ImageMetrics.CountFailure();
        RequestMetrics.CountRefused(ImageErrorCode.Empty);
        return names;
    }

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Other tests measure, too.
        lock (Metrics)
        {
            Metrics.Add(instrument.Name);
            foreach (var tag in tags)
            {
                Tags.Add(tag.Key);
                Tags.Add($"{tag.Key}={tag.Value}");
            }
        }
    }
}
