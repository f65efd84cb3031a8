using CamFunctions.LocalHost.Images;

namespace CamFunctions.LocalHost.Page;

/// <summary>Lists the images that a filter includes, page by page.</summary>
internal sealed class ImageSearch(ImageIndex index, RecordReader records)
{
    /// <summary>
    /// The maximum number of images that one request looks at. The records of images that were not looked at before have to be read; a
    /// page with few images or none may therefore have a next one.
    /// </summary>
    private const int MaximumLookedAt = 500;

    /// <param name="filter">Which images are listed.</param>
    /// <param name="after">The last name that the previous page looked at; <see langword="null"/> for the first page.</param>
    /// <param name="count">The maximum number of images.</param>
    /// <param name="cancellation">Cancels reading the records.</param>
    public async Task<ImagePage> FindAsync(ImageFilter filter, string? after, int count, CancellationToken cancellation)
    {
        var found = new List<ImageItem>();
        for (var lookedAt = 0; lookedAt < MaximumLookedAt; lookedAt += count)
        {
            var images = index.Newest(after, count);
            foreach (var item in await Task.WhenAll(images.Select(image => records.DescribeAsync(image, cancellation))))
            {
                after = item.Name;
                if (filter.Includes(item))
                {
                    found.Add(item);
                }

                if (found.Count == count)
                {
                    return new ImagePage(found, index.Count, after);
                }
            }

            if (images.Count < count)
            {
                return new ImagePage(found, index.Count, Next: null);
            }
        }

        return new ImagePage(found, index.Count, after);
    }
}
