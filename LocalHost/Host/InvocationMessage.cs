using System.Diagnostics;
using Google.Protobuf;
using Newtonsoft.Json;

namespace CamFunctions.LocalHost.Host;

/// <summary>Makes the Functions host's requests for invocations (ScriptInvocationContextExtensions), with the same serializer.</summary>
internal static class InvocationMessage
{
    public static InvocationRequest Create(
        WorkerFunction function, Guid invocationId, object trigger, IEnumerable<KeyValuePair<string, object>> bindingData)
    {
        var request = new InvocationRequest
        {
            InvocationId = $"{invocationId}",
            FunctionId = function.Metadata.FunctionId,
            InputData = { new ParameterBinding { Name = function.Parameter, Data = Data(trigger) } },
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? string.Empty },
        };
        // The WebJobs packages keep "sys" for themselves.
        foreach (var (name, value) in bindingData.Where(data => data.Value is not null && data.Key != "sys"))
        {
            request.TriggerMetadata[name] = Data(value);
        }

        return request;
    }

    private static TypedData Data(object value) => value switch
    {
        string text => new() { String = text },
        RpcHttp http => new() { Http = http },
        ParameterBindingData reference => new() { ModelBindingData = Reference(reference) },
        _ => new() { Json = JsonConvert.SerializeObject(value) },
    };

    private static ModelBindingData Reference(ParameterBindingData data) =>
        new() { Version = data.Version, Source = data.Source, ContentType = data.ContentType, Content = ByteString.CopyFrom(data.Content) };
}
