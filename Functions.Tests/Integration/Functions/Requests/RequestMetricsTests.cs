using System.Diagnostics.Metrics;
using CamFunctions.Shared.Analysis;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Requests;

/// <summary>
/// What is counted of requests. Other tests send requests too, so this one counts its own kind of each outcome at least once.
/// </summary>
public sealed class RequestMetricsTests(ModelFixture model)
{
    [Fact]
    public async Task Requests_are_counted_by_outcome_and_refused_images_by_reason_apart_from_images_of_the_store()
    {
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, all) =>
            {
                if (instrument.Name == "camfunctions.requests")
                {
                    all.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            lock (counted)
            {
                counted.Add(string.Join(' ', tags.ToArray().Select(tag => tag.Value)));
            }
        });
        listener.Start();
        var processor = model.Processor(new AnalysisOptions { InputSide = 32 });
        await using var server = await LocalizeServer.StartAsync(processor);
        (byte[] Body, string Query)[] requests =
        [
            (Photographs.Read("coffee"), ""), ([], ""), (Photographs.Read("coffee")[..2000], ""), ([1], "?map=heat"),
        ];
        foreach (var (body, query) in requests)
        {
            using var response = await LocalizeRequest.PostAsync(server.Http, body, query);
        }

        using var wrongMethod = await server.Http.GetAsync("/api/localize");
        lock (counted)
        {
            HashSet<string> expected = new(["localized", "refused Empty", "refused Corrupt", "invalid"], StringComparer.Ordinal);
            Assert.Superset(expected, counted.ToHashSet(StringComparer.Ordinal));
            Assert.True(counted.Count >= requests.Length + 1);
        }
    }
}
