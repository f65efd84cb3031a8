namespace CamFunctions.Model.Onnx;

/// <summary>The metadata of a prepared model in its ONNX file, beside which the file may have other properties.</summary>
public static class CamProperties
{
    /// <param name="model">The prepared model.</param>
    /// <param name="path">The file that it was read from, for messages.</param>
    /// <exception cref="InvalidModelException">A property is missing or invalid.</exception>
    public static CamMetadata Read(ModelProto model, string path)
    {
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in model.MetadataProps)
        {
            properties[property.Key] = property.Value;
        }

        return CamMetadata.Parse(properties, path);
    }

    /// <summary>Replaces the metadata of a model.</summary>
    public static void Write(ModelProto model, CamMetadata metadata)
    {
        var others = model.MetadataProps
            .Where(property => !property.Key.StartsWith(CamMetadata.Prefix, StringComparison.Ordinal))
            .ToArray();
        model.MetadataProps.Clear();
        model.MetadataProps.Add(others);
        model.MetadataProps.Add(
            metadata.Properties().Select(property => new StringStringEntryProto { Key = property.Key, Value = property.Value }));
    }
}
