using CamFunctions.Shared.Records;

namespace CamFunctions.Cli.Export.Output;

/// <summary>Where another program finds the images.</summary>
/// <param name="prefix">What stands before their names; <see langword="null"/> to take what the records say.</param>
internal sealed class ImageAddresses(string? prefix)
{
    /// <summary>For programs that load images over HTTP.</summary>
    public string Address(SourceRecord source) => prefix is null
        ? source.Uri
        : prefix + string.Join('/', source.Name.Split('/').Select(Uri.EscapeDataString));

    /// <summary>For programs that load images from files.</summary>
    public string Path(SourceRecord source) => prefix is not null ? System.IO.Path.Combine(prefix, source.Name)
        : Uri.TryCreate(source.Uri, UriKind.Absolute, out var uri) && uri.IsFile ? uri.LocalPath
        : source.Name;
}
