namespace CamFunctions.LocalHost.Host;

/// <summary>
/// The request that the Functions host sends to a custom handler for an event of Event Grid: written by its source
/// (EventGridTriggerBinding, GetHttpScriptInvocationContextValue), since there is no captured one.
/// </summary>
/// <param name="Function">The function.</param>
/// <param name="Deletion">The event.</param>
/// <param name="InvocationId">The invocation's identifier.</param>
/// <param name="UtcNow">The time when the trigger is bound.</param>
/// <param name="RandomGuid">The value of the binding expression <c>{rand-guid}</c>.</param>
internal sealed record EventInvocation(
    EventFunction Function,
    BlobDeletedEvent Deletion,
    Guid InvocationId,
    DateTime UtcNow,
    Guid RandomGuid) : IInvocation
{
    public string FunctionName => Function.Name;

    public string Body => HostJson.Object(
    [
        ("Data", HostJson.Object([(Function.BindingName, HostJson.Twice(Deletion.Json))])),
        ("Metadata", HostJson.Object(
        [
            ("data", Deletion.Data),
            ("sys", HostJson.Sys(Function.Name, UtcNow, RandomGuid)),
        ])),
    ]);
}
