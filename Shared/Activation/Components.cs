using System.Numerics;
using System.Runtime.InteropServices;

namespace CamFunctions.Shared.Activation;

/// <summary>
/// Connected components of a mask, found row by row: a run of kept pixels belongs to the same component as every run that it
/// touches in the row above (Rosenfeld and Pfaltz 1966, with runs instead of pixels).
/// </summary>
internal static class Components
{
    /// <summary>
    /// The 4-connected components of values above a threshold, the largest first; of equal ones, the first in reading order first.
    /// </summary>
    /// <param name="values">[height, width].</param>
    /// <param name="width">Number of columns.</param>
    /// <param name="threshold">Values must exceed it.</param>
    public static IReadOnlyList<Component> Find(ReadOnlySpan<float> values, int width, float threshold)
    {
        var components = new List<GrowingComponent>();
        var (above, current) = (new List<Run>(), new List<Run>());
        for (var y = 0; y * width < values.Length; y++)
        {
            FindRuns(values.Slice(y * width, width), threshold, current);
            Join(current, above, y, components);
            (above, current) = (current, above);
        }

        // Only a root holds the whole of merged components. The sort is stable.
        return
        [
            .. components.Where((component, index) => component.Parent == index)
                .Select(component => component.Grown)
                .OrderByDescending(component => component.Area),
        ];
    }

    private static void FindRuns(ReadOnlySpan<float> row, float threshold, List<Run> runs)
    {
        runs.Clear();
        var end = 0;
        while (MaskRow.FirstFrom(row, end, threshold, isAbove: true) is var start && start < row.Length)
        {
            end = MaskRow.FirstFrom(row, start, threshold, isAbove: false);
            runs.Add(new Run(start, end, Maximum(row[start..end])));
        }
    }

    private static float Maximum(ReadOnlySpan<float> values)
    {
        var maximum = float.NegativeInfinity;
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        if (vectors.Length > 0)
        {
            var maxima = vectors[0];
            foreach (var vector in vectors)
            {
                maxima = Vector.Max(maxima, vector);
            }

            for (var lane = 0; lane < Vector<float>.Count; lane++)
            {
                maximum = Math.Max(maximum, maxima[lane]);
            }
        }

        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
        {
            maximum = Math.Max(maximum, value);
        }

        return maximum;
    }

    private static void Join(List<Run> current, List<Run> above, int y, List<GrowingComponent> components)
    {
        var first = 0;
        foreach (ref var run in CollectionsMarshal.AsSpan(current))
        {
            run.Component = components.Count;
            components.Add(new GrowingComponent(components.Count, run, y));
            while (first < above.Count && above[first].End <= run.Start)
            {
                first++;
            }

            for (var index = first; index < above.Count && above[index].Start < run.End; index++)
            {
                Merge(components, above[index].Component, run.Component);
            }
        }
    }

    /// <summary>Merges into the older component, so that the root is the first in reading order.</summary>
    private static void Merge(List<GrowingComponent> components, int one, int other)
    {
        var (root, joined) = (Root(components, one), Root(components, other));
        if (root != joined)
        {
            (root, joined) = (Math.Min(root, joined), Math.Max(root, joined));
            components[root].Absorb(components[joined]);
            components[joined].Parent = root;
        }
    }

    private static int Root(List<GrowingComponent> components, int index)
    {
        while (components[index].Parent != index)
        {
            index = components[index].Parent = components[components[index].Parent].Parent;
        }

        return index;
    }

    /// <summary>Columns [Start, End) of a row, and the largest of their values.</summary>
    private record struct Run(int Start, int End, float Maximum)
    {
        public int Component { get; set; }
    }

    /// <summary>A component as found so far: columns [left, right), rows [top, bottom).</summary>
    private sealed class GrowingComponent(int index, Run run, int top)
    {
        private int left = run.Start;
        private int right = run.End;
        private int bottom = top + 1;
        private int area = run.End - run.Start;
        private float maximum = run.Maximum;

        public int Parent { get; set; } = index;

        public Component Grown =>
            new(new PixelPoint(run.Start, top), new PixelBox(left, top, right - left, bottom - top), area, maximum);

        public void Absorb(GrowingComponent other)
        {
            area += other.area;
            maximum = Math.Max(maximum, other.maximum);
            (left, right, bottom) = (Math.Min(left, other.left), Math.Max(right, other.right), Math.Max(bottom, other.bottom));
        }
    }
}
