namespace CamFunctions.Fuzz.Targets;

/// <summary>All targets by name.</summary>
internal static class FuzzTargets
{
    private static readonly Dictionary<string, Func<IFuzzTarget>> Makers = new(StringComparer.Ordinal)
    {
        ["image"] = () => new ImageTarget(),
        ["header"] = () => new HeaderTarget(),
        ["record"] = () => new RecordTarget(),
        ["deletion"] = () => new DeletionTarget(),
        ["settings"] = () => new SettingsTarget(),
        ["name"] = () => new NameTarget(),
        ["onnx"] = () => new OnnxTarget(),
        ["model"] = () => new PreparedModelTarget(),
        ["keras-json"] = () => new KerasJsonTarget(),
        ["keras-tar"] = () => new KerasTarTarget(),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Makers.Keys];

    public static IFuzzTarget Create(string name) =>
        SelfTest.Names.Contains(name, StringComparer.Ordinal) ? new SelfTest(name) : Makers[name]();
}
