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

    public static void Write(ModelProto model, CamMetadata metadata)
    {
        foreach (var (key, value) in metadata.Properties())
        {
            Set(model, key, value);
        }
    }

    private static void Set(ModelProto model, string key, string value)
    {
        if (model.MetadataProps.FirstOrDefault(property => property.Key == key) is { } old)
        {
            old.Value = value;
            return;
        }

        model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
    }
}
