using CamFunctions.Functions.Handler;
using CamFunctions.Functions.Requests;
using CamFunctions.LocalHost.Host;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Host;

public sealed class FunctionAppReaderTests : IDisposable
{
    private const string Executable = "\"customHandler\": { \"description\": { \"defaultExecutablePath\": \"app\" } }";

    private const string Binding =
        """
        {
          "bindings": [
            { "name": "unused", "type": "queueTrigger" },
            { "name": "input", "type": "blobTrigger", "path": "%in%/{blob}", "properties": { "supportsDeferredBinding": true } },
          ], // lenient, like the host
        }
        """;

    private const string Forwarding =
        "\"customHandler\": { \"enableForwardingHttpRequest\": true, \"description\": { \"defaultExecutablePath\": \"app\" } }";

    private const string WithHttp =
        """
        { "bindings": [
          { "type": "httpTrigger" },
          { "name": "input", "type": "blobTrigger", "path": "a/{b}", "properties": { "supportsDeferredBinding": true } } ] }
        """;

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void The_app_of_this_project_is_read_from_its_build_output()
    {
        var app = FunctionAppReader.Read(AppContext.BaseDirectory, Settings(("ImagesContainer", "pictures")));
        Assert.Equal("CamFunctions", Path.GetFileNameWithoutExtension(app.Executable));
        Assert.True(File.Exists(app.Executable), "The executable lies in the app's folder.");
        Assert.Equal((2, 5, TimeSpan.FromMinutes(15)), (app.MaxDegreeOfParallelism, app.PoisonBlobThreshold, app.FunctionTimeout));
        var function = Assert.Single(app.Functions);
        Assert.Equal(new BlobFunction("LocalizeImage", "image", "pictures", "name", "ImageStorage"), function);
        Assert.Equal("Host.Functions.LocalizeImage", function.Id);
        Assert.Equal(new HttpFunction("LocalizeOverHttp", LocalizeEndpoint.Route), Assert.Single(app.HttpFunctions));
        Assert.Equal(new EventFunction(DeleteResultsFunction.FunctionName, "event"), Assert.Single(app.EventFunctions));
    }

    [Fact]
    public void Missing_values_have_the_defaults_of_the_Functions_host()
    {
        Write($"{{ {Executable}, // nothing else\n }}", Binding);
        var app = FunctionAppReader.Read(folder.Path, Settings(("IN", "pictures")));
        Assert.Equal(
            (8 * Environment.ProcessorCount, 5, TimeSpan.FromMinutes(30)),
            (app.MaxDegreeOfParallelism, app.PoisonBlobThreshold, app.FunctionTimeout));
        Assert.Equal(new BlobFunction("Work", "input", "pictures", "blob", "AzureWebJobsStorage"), Assert.Single(app.Functions));
        Assert.Equal(("app", folder.Path), (app.Executable, app.WorkingDirectory));
    }

    [Fact]
    public void App_settings_override_host_json_as_in_the_cloud()
    {
        Write(
            "{ \"functionTimeout\": \"00:05:00\", \"extensions\": { \"blobs\": { \"maxDegreeOfParallelism\": 2 } }, " +
            "\"customHandler\": { \"description\": { " +
            "\"defaultExecutablePath\": \"bin/app\", \"workingDirectory\": \"bin\", \"arguments\": [\"a\", \"b\"] } } }",
            Binding);
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "bin")).FullName, "app"), []);
        var app = FunctionAppReader.Read(folder.Path, Settings(
            ("in", "pictures"),
            ("AzureFunctionsJobHost__Extensions__Blobs__maxdegreeofparallelism", "7"),
            ("AZUREFUNCTIONSJOBHOST__extensions__blobs__poisonBlobThreshold", "1"),
            ("AzureFunctionsJobHost__functionTimeout", "-1")));
        Assert.Equal((7, 1, Timeout.InfiniteTimeSpan), (app.MaxDegreeOfParallelism, app.PoisonBlobThreshold, app.FunctionTimeout));
        Assert.Equal((Path.Combine(folder.Path, "bin", "app"), Path.Combine(folder.Path, "bin")), (app.Executable, app.WorkingDirectory));
        Assert.Equal(["a", "b"], app.Arguments);
    }

    [Theory]
    [InlineData("", "", "/api/Ask")]
    [InlineData("", ", \"route\": \"a/{b}\"", "/api/a/{b}")]
    [InlineData(", \"extensions\": { \"http\": { \"routePrefix\": \"v1\" } }", "", "/v1/Ask")]
    [InlineData(", \"extensions\": { \"http\": { \"routePrefix\": \"\" } }", ", \"route\": \"a\"", "/a")]
    public void An_HTTP_function_has_the_route_that_the_Functions_host_gives_it(string host, string function, string route)
    {
        Write($"{{ {Forwarding} {host} }}", Binding);
        var http = Directory.CreateDirectory(Path.Combine(folder.Path, "Ask")).FullName;
        File.WriteAllText(
            Path.Combine(http, "function.json"),
            $"{{\"bindings\":[{{\"type\":\"httpTrigger\"{function}}},{{\"type\":\"http\"}}]}}");
        var app = FunctionAppReader.Read(folder.Path, Settings(("in", "pictures")));
        Assert.Equal(new HttpFunction("Ask", route), Assert.Single(app.HttpFunctions));
    }

    [Theory]
    [InlineData(null, Binding, "There is no host.json in")]
    [InlineData("{ oops", Binding, "host.json cannot be read")]
    [InlineData("{}", Binding, "names no customHandler.description.defaultExecutablePath")]
    [InlineData($"{{ {Executable}, \"functionTimeout\": \"soon\" }}", Binding, "functionTimeout is \"soon\"; it must be a duration")]
    [InlineData(
        $"{{ {Executable}, \"extensions\": {{ \"blobs\": {{ \"poisonBlobThreshold\": 0 }} }} }}",
        Binding,
        "extensions.blobs.poisonBlobThreshold is \"0\"; it must be a positive whole number")]
    [InlineData($"{{ {Executable} }}", null, "has a blob trigger")]
    [InlineData($"{{ {Executable} }}", "{}", "has a blob trigger")]
    [InlineData($"{{ {Executable} }}", "null", "function.json is empty")]
    [InlineData($"{{ {Executable} }}", "oops", "function.json cannot be read")]
    [InlineData($"{{ {Executable} }}", "{\"bindings\":[{\"type\":\"blobTrigger\",\"path\":\"a/{b}\"}]}", "supportsDeferredBinding")]
    [InlineData(
        $"{{ {Executable} }}",
        "{\"bindings\":[{\"type\":\"blobTrigger\",\"path\":\"a\",\"properties\":{\"supportsDeferredBinding\":true}}]}",
        "the path \"a\" must be a container and a name in braces")]
    [InlineData(
        $"{{ {Executable} }}",
        "{\"bindings\":[{\"type\":\"blobTrigger\",\"path\":\"%Other%/{b}\",\"properties\":{\"supportsDeferredBinding\":true}}]}",
        "needs the app setting Other")]
    [InlineData($"{{ {Executable} }}", WithHttp, "enableForwardingHttpRequest must be true")]
    [InlineData($"{{ {Forwarding} }}", WithHttp, "one binding of the type http, and no other")]
    public void An_invalid_app_is_an_error_with_a_message(string? host, string? function, string words)
    {
        Write(host, function);
        var fault = Assert.Throws<FunctionAppException>(() => FunctionAppReader.Read(folder.Path, Settings(("in", "pictures"))));
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path, fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static Dictionary<string, string> Settings(params (string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);

    private void Write(string? host, string? function)
    {
        if (host is not null)
        {
            File.WriteAllText(Path.Combine(folder.Path, "host.json"), host);
        }

        if (function is not null)
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "Work"));
            File.WriteAllText(Path.Combine(folder.Path, "Work", "function.json"), function);
        }
    }
}
