using System.Reflection;
using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Host.Protocol;
using Microsoft.Azure.WebJobs;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The methods in which the WebJobs packages find the triggers of functions.</summary>
public sealed class EmittedFunctionsTests
{
    private const string Deferred = "\"properties\":{\"supportsDeferredBinding\":\"True\"}";

    [Theory]
    [InlineData("LocalizeImage", "image")]
    [InlineData("Über_Prüfung2", "_binder")]
    public void A_blob_trigger_is_a_method_with_the_attribute_of_the_blob_extension(string name, string parameter)
    {
        var method = Emit(name, $$"""
            {"name":"{{parameter}}","type":"blobTrigger","path":"%Box%/{x}.png","source":"EventGrid","connection":"Box",{{Deferred}}}
            """);
        Assert.Equal($"Host.Functions.{name}", $"{method.DeclaringType!.FullName}.{method.Name}");
        var bound = method.GetParameters()[0];
        Assert.Equal((parameter, typeof(ParameterBindingData)), (bound.Name, bound.ParameterType));
        var trigger = bound.GetCustomAttribute<BlobTriggerAttribute>()!;
        Assert.Equal(("%Box%/{x}.png", BlobTriggerSource.EventGrid, "Box"), (trigger.BlobPath, trigger.Source, trigger.Connection));
    }

    [Theory]
    [InlineData("""{"name":"m","type":"queueTrigger","queueName":"%Q%","connection":"Box"}""", typeof(string), "Box")]
    [InlineData($$"""{"name":"m","type":"queueTrigger","queueName":"%Q%",{{Deferred}}}""", typeof(ParameterBindingData), null)]
    public void A_queue_trigger_is_a_method_with_the_attribute_of_the_queue_extension(string binding, Type type, string? connection)
    {
        var bound = Emit("Work", binding).GetParameters()[0];
        Assert.Equal(type, bound.ParameterType);
        var trigger = bound.GetCustomAttribute<QueueTriggerAttribute>()!;
        Assert.Equal(("%Q%", connection), (trigger.QueueName, trigger.Connection));
    }

    [Fact]
    public async Task A_method_passes_its_arguments_on()
    {
        var method = Emit("Work", """{"name":"m","type":"queueTrigger","queueName":"q"}""");
        using var cancelled = new CancellationTokenSource();
        var binder = new Microsoft.Azure.WebJobs.Binder();
        object?[] passed = [];
        Func<string, object, Microsoft.Azure.WebJobs.Binder, CancellationToken, Task> invoke = (function, value, data, cancellation) =>
        {
            passed = [function, value, data, cancellation];
            return Task.CompletedTask;
        };
        var create = typeof(EmittedFunctions).GetMethod(nameof(EmittedFunctions.Create))!.MakeGenericMethod(method.DeclaringType!);
        await (Task)method.Invoke(create.Invoke(null, [invoke]), ["message", binder, cancelled.Token])!;
        Assert.Equal(["Work", "message", binder, cancelled.Token], passed);
    }

    [Theory]
    [InlineData("""{"name":"t","type":"timerTrigger"}""", "The function Work has a binding of the type timerTrigger, which the local host")]
    [InlineData("""{"name":"b","type":"blobTrigger","path":"a/{b}"}""", "The blobTrigger of the function Work passes content through")]
    [InlineData("""{"name":"r","type":"httpTrigger"}""", "The httpTrigger of the function Work passes content through the host")]
    public void A_binding_that_is_not_served_is_an_error_that_names_the_function(string binding, string words)
    {
        var exception = Assert.Throws<FunctionAppException>(() => Read("Work", binding));
        Assert.StartsWith(words, exception.Message, StringComparison.Ordinal);
    }

    private static MethodInfo Emit(string name, string binding) => EmittedFunctions.Emit([Read(name, binding)]).GetMethod(name)!;

    private static WorkerFunction Read(string name, string binding) =>
        WorkerFunction.Read(new RpcFunctionMetadata { Name = name, RawBindings = { binding } }, workerServesHttp: false);
}
