using CamFunctions.LocalHost.Host;
using CamFunctions.Shared.Configuration;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

public sealed class FunctionAppTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_app_of_this_project_is_read_from_its_build_output()
    {
        var app = FunctionApp.Read(AppContext.BaseDirectory, new Settings([]));
        Assert.Equal(("dotnet", "CamFunctions.dll"), (app.Executable, Path.GetFileName(app.Worker)));
        Assert.Equal(TimeSpan.FromMinutes(15), app.FunctionTimeout);
        Assert.Equal("2", app.Configuration["AzureFunctionsJobHost:extensions:blobs:maxDegreeOfParallelism"]);
    }

    [Theory]
    [InlineData("{}", "", 30)]
    [InlineData("""{ "functionTimeout": "00:07:00" } // a comment""", "", 7)]
    [InlineData("""{ "functionTimeout": "00:07:00" }""", "00:09:00", 9)]
    public void The_time_limit_is_that_of_host_json_unless_an_app_setting_overrides_it(string host, string setting, int minutes)
    {
        Write(host);
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read(setting).FunctionTimeout);
    }

    [Fact]
    public void A_time_limit_of_minus_one_is_none()
    {
        Write("""{ "functionTimeout": "-1" }""");
        Assert.Equal(Timeout.InfiniteTimeSpan, Read(string.Empty).FunctionTimeout);
    }

    [Fact]
    public void A_setting_that_a_trigger_refers_to_replaces_its_name_or_is_missed_with_a_sentence()
    {
        Write("{}");
        var function = Captured.Functions()[0];
        Assert.Equal("pictures/{name}", Read(string.Empty, ("IMAGESCONTAINER", "pictures")).PlaceOf(function));
        var exception = Assert.Throws<FunctionAppException>(() => Read(string.Empty).PlaceOf(function));
        Assert.Equal(
            "The trigger of the function LocalizeImage refers to the app setting ImagesContainer, which is not set.", exception.Message);
    }

    [Theory]
    [InlineData("{ oops", Worker, "host.json cannot be read")]
    [InlineData("""{ "functionTimeout": "soon" }""", Worker, "functionTimeout in host.json is \"soon\"; it must be a duration")]
    [InlineData(null, Worker, "it contains no host.json. Build or publish")]
    [InlineData("{}", null, "it contains no worker.config.json. Build or publish")]
    [InlineData("{}", """{ "description": { "defaultWorkerPath": "other.dll" } }""", "other.dll is missing. Build or publish")]
    public void An_invalid_app_is_an_error_with_a_sentence(string? host, string? worker, string words)
    {
        Write(host, worker);
        var exception = Assert.Throws<FunctionAppException>(() => Read(string.Empty));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private const string Worker = """{ "description": { "defaultWorkerPath": "worker.dll" } }""";

    private void Write(string? host, string? worker = Worker)
    {
        File.WriteAllText(folder.File("worker.dll"), string.Empty);
        foreach (var (name, content) in new[] { ("host.json", host), ("worker.config.json", worker) })
        {
            if (content is not null)
            {
                File.WriteAllText(folder.File(name), content);
            }
        }
    }

    private FunctionApp Read(string timeout, params (string Name, string Value)[] settings)
    {
        var values = settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value));
        var overrides = timeout.Length > 0 ? values.Append(new("AzureFunctionsJobHost__functionTimeout", timeout)) : values;
        return FunctionApp.Read(folder.Path, new Settings(overrides));
    }
}
