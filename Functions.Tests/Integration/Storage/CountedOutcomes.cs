using System.Diagnostics.Metrics;

namespace CamFunctions.Tests.Storage;

/// <summary>The outcomes that are counted in camfunctions.images by the test that makes this, and not by those beside it.</summary>
internal sealed class CountedOutcomes : IDisposable
{
    /// <summary>Set in the flow of the test alone; an instrument calls its listeners in the flow that measures.</summary>
    private static readonly AsyncLocal<CountedOutcomes?> Current = new();

    private readonly MeterListener listener = new()
    {
        InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Name == "camfunctions.images")
            {
                all.EnableMeasurementEvents(instrument);
            }
        },
    };

    public CountedOutcomes()
    {
        Current.Value = this;
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            if (Current.Value == this)
            {
                Outcomes.Add((string)tags.ToArray().First(tag => tag.Key == "outcome").Value!);
            }
        });
        listener.Start();
    }

    public List<string> Outcomes { get; } = [];

    public void Dispose() => listener.Dispose();
}
