using Microsoft.ML.OnnxRuntime;

namespace CamFunctions.Model.Cam;

/// <summary>What a prepared model computes for one image, by class.</summary>
/// <param name="Ranking">The classes, best first, as the model puts them out.</param>
/// <param name="Logits">[classes].</param>
/// <param name="Probabilities">[classes].</param>
/// <param name="Biases">[classes].</param>
/// <param name="Maps">[classes][rows * columns], row-major.</param>
/// <param name="Rows">Of each map.</param>
/// <param name="Columns">Of each map.</param>
/// <param name="AveragedEvery">The cells whose row and column are multiples of it are averaged for the logits.</param>
public sealed record CamOutput(
    long[] Ranking,
    float[] Logits,
    float[] Probabilities,
    float[] Biases,
    float[][] Maps,
    int Rows,
    int Columns,
    int AveragedEvery)
{
    /// <summary>Largest minus smallest logit.</summary>
    public double Range => Logits.Max() - Logits.Min();

    /// <summary>The largest difference between mean(M_c) + b_c and logit_c; not a number if one is not.</summary>
    public double InvariantDifference =>
        Maps.Select((map, index) => Math.Abs(AveragedCells(map).Average(value => (double)value) + Biases[index] - Logits[index]))
            .Aggregate(0.0, Math.Max);

    /// <summary>Those cells of a map that are averaged for the logit, row-major.</summary>
    public float[] AveragedCells(float[] map) =>
        [.. map.Where((_, cell) => cell / Columns % AveragedEvery == 0 && cell % Columns % AveragedEvery == 0)];

    /// <param name="session">A prepared model.</param>
    /// <param name="image">An image as it takes them.</param>
    /// <param name="classes">How many classes it has.</param>
    /// <exception cref="OnnxRuntimeException">The model does not run on such an image.</exception>
    public static CamOutput Run(InferenceSession session, OrtValue image, int classes)
    {
        var input = session.InputNames.Single(name => name != CamContract.TopK);
        using var topK = OrtValue.CreateTensorValueFromMemory(new long[] { classes }, [1]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, [input, CamContract.TopK], [image, topK], CamContract.Outputs);

        var ranking = outputs[0].GetTensorDataAsSpan<long>().ToArray();
        var maps = outputs[4].GetTensorDataAsSpan<float>();
        var grid = outputs[4].GetTensorTypeAndShape().Shape;
        var (rows, columns) = ((int)grid[1], (int)grid[2]);
        var byClass = new float[classes][];
        for (var rank = 0; rank < classes; rank++)
        {
            byClass[ranking[rank]] = maps.Slice(rank * rows * columns, rows * columns).ToArray();
        }

        var averagedEvery = CamMetadata.AveragedEvery(session.ModelMetadata.CustomMetadataMap);
        return new CamOutput(
            ranking, ByClass(outputs[2]), ByClass(outputs[1]), ByClass(outputs[3]), byClass, rows, columns, averagedEvery);

        float[] ByClass(OrtValue ranked)
        {
            var values = new float[classes];
            for (var rank = 0; rank < classes; rank++)
            {
                values[ranking[rank]] = ranked.GetTensorDataAsSpan<float>()[rank];
            }

            return values;
        }
    }
}
