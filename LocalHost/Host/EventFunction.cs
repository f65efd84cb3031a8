namespace CamFunctions.LocalHost.Host;

/// <summary>A function with an Event Grid trigger.</summary>
/// <param name="Name">The function's name, which is the name of its folder.</param>
/// <param name="BindingName">The trigger's key in the request's <c>Data</c>.</param>
internal sealed record EventFunction(string Name, string BindingName)
{
    private const string Trigger = "eventGridTrigger";

    /// <summary>Finds the functions with an Event Grid trigger.</summary>
    public static IReadOnlyList<EventFunction> ReadAll(IEnumerable<FunctionFile> files) =>
    [
        .. files.SelectMany(file => file.BindingsOf(Trigger).Select(binding => new EventFunction(file.Name, binding.Name))),
    ];
}
