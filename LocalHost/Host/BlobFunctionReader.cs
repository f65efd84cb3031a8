namespace CamFunctions.LocalHost.Host;

/// <summary>Finds the functions with a blob trigger.</summary>
internal static class BlobFunctionReader
{
    private const string Trigger = "blobTrigger";

    /// <exception cref="FunctionAppException">A trigger is invalid.</exception>
    public static IReadOnlyList<BlobFunction> ReadAll(IEnumerable<FunctionFile> files, IReadOnlyDictionary<string, string> settings) =>
    [
        .. files.SelectMany(file => file.BindingsOf(Trigger).Select(binding => Function(file, binding, settings))),
    ];

    private static BlobFunction Function(FunctionFile file, FunctionBinding binding, IReadOnlyDictionary<string, string> settings)
    {
        // Without deferred binding the host sends the blob's content, which no function of this project reads.
        if (binding.Properties?.SupportsDeferredBinding is not true)
        {
            throw new FunctionAppException(
                $"{file.Path}: the blob trigger needs \"properties\": {{ \"supportsDeferredBinding\": true }}.");
        }

        var path = BlobPathPattern.Parse(file.Path, binding.Path, settings);
        return new BlobFunction(file.Name, binding.Name, path.Container, path.NameParameter, binding.Connection ?? "AzureWebJobsStorage");
    }
}
