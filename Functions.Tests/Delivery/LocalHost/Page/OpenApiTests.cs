using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.LocalHost.Page;

/// <summary>The description of the interfaces, compared with the interfaces.</summary>
[Collection<SharedSmallHost>]
public sealed partial class OpenApiTests(SmallHost fixture) : IDisposable
{
    private readonly RunningLocalHost host = fixture.Host;
    private readonly HttpClient http = new() { BaseAddress = new Uri(fixture.Host.Address) };

    [Fact]
    public async Task Every_described_operation_answers_with_a_described_status_and_type()
    {
        await host.PrintsAsync("rocket.jpg: ");
        var document = await ReadAsync("v1");
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(member => member.Name is "get" or "put" or "post"), (path, operation) =>
                (Path: path.Name, Method: operation.Name.ToUpperInvariant(), operation.Value))
            .ToArray();
        Assert.Equal(10, operations.Length);
        foreach (var (path, method, operation) in operations)
        {
            AssertPathParameters(path, operation);
            var name = method == "PUT" ? "described.png" : "rocket.jpg";
            var address = new Uri(http.BaseAddress!, path.Replace("{name}", name, StringComparison.Ordinal));
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            request.Content = method == "GET" ? null : new ByteArrayContent(Photographs.Read("coffee"));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {path} answers {answer.StatusCode}.");
            AssertDescribed(operation, answer, $"{method} {path}");
        }
    }

    [Theory]
    [InlineData("GET", "/api/images", "/api/images?count=many")]
    [InlineData("GET", "/api/images", "/api/images?count=0")]
    [InlineData("GET", "/api/images", "/api/images?state=lost")]
    [InlineData("GET", "/api/images/{name}", "/api/images/nowhere.png")]
    [InlineData("GET", "/api/records/{name}", "/api/records/nowhere.png")]
    [InlineData("GET", "/api/thumbnails/{name}", "/api/thumbnails/nowhere.png")]
    [InlineData("GET", "/api/photographs/{name}", "/api/photographs/nowhere.png")]
    [InlineData("GET", "/api/overlays/{name}", "/api/overlays/nowhere.png")]
    [InlineData("PUT", "/api/images/{name}", "/api/images/")]
    public async Task Refusals_are_described_and_have_problem_details(string method, string path, string address)
    {
        var operation = Operation(await ReadAsync("v1"), path, method);
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Content = method == "PUT" ? new ByteArrayContent([]) : null;
        using var answer = await http.SendAsync(request);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        AssertDescribed(operation, answer, address);
        Assert.Equal("application/problem+json", LocalizeRequest.TypeOf(answer));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.EndsWith(".", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_of_the_function_are_described()
    {
        var operation = Operation(await FunctionAsync(), LocalizeRequest.Path, "POST");
        using var client = new HttpClient { BaseAddress = host.Function };
        var file = Photographs.Read("coffee");
        using var empty = await LocalizeRequest.PostAsync(client, []);
        using var parameter = await LocalizeRequest.PostAsync(client, file, "?map=none");
        using var accept = await LocalizeRequest.PostAsync(client, file, accept: "text/html");
        using var format = await LocalizeRequest.PostAsync(client, "text"u8.ToArray());
        using var corrupt = await LocalizeRequest.PostAsync(client, file[..200]);
        using var overlay = await LocalizeRequest.PostAsync(client, file, accept: "image/jpeg");
        (HttpResponseMessage, int)[] answers =
            [(empty, 400), (parameter, 400), (accept, 406), (format, 415), (corrupt, 422), (overlay, 200)];
        foreach (var (answer, status) in answers)
        {
            Assert.Equal(status, (int)answer.StatusCode);
            AssertDescribed(operation, answer, $"{status}");
        }
    }

    [Fact]
    public async Task The_description_has_the_statuses_of_the_document()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(ProjectFile.Root, "docs", "http.md"));
        var documented = lines.Select(line => StatusRow().Match(line)).Where(row => row.Success).Select(row => row.Groups["status"].Value);
        var described = Operation(await FunctionAsync(), LocalizeRequest.Path, "POST").GetProperty("responses").EnumerateObject();
        Assert.Equal(
            documented.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            described.Select(response => response.Name).Where(status => status != "200").Order(StringComparer.Ordinal));
    }

    public void Dispose() => http.Dispose();

    /// <summary>The description of the function over HTTP, which is written by hand.</summary>
    private static async Task<JsonElement> FunctionAsync() => JsonDocument.Parse(
        await File.ReadAllTextAsync(Path.Combine(ProjectFile.Root, "docs", "localize.openapi.json"))).RootElement;

    private static JsonElement Operation(JsonElement document, string path, string method) =>
        document.GetProperty("paths").GetProperty(path).GetProperty(method.ToLowerInvariant());

    private static void AssertPathParameters(string path, JsonElement operation)
    {
        var parameters = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [];
        Assert.Equal(
            path.Split('{').Skip(1).Select(part => part.Split('}')[0]),
            parameters.Where(one => one.GetProperty("in").GetString() == "path").Select(one => one.GetProperty("name").GetString()!),
            StringComparer.Ordinal);
    }

    private static void AssertDescribed(JsonElement operation, HttpResponseMessage answer, string what)
    {
        var responses = operation.GetProperty("responses");
        Assert.True(
            responses.TryGetProperty($"{(int)answer.StatusCode}", out var described),
            $"{what}: {(int)answer.StatusCode} is not described.");
        var types = described.TryGetProperty("content", out var content) ? content.EnumerateObject().Select(type => type.Name) : [];
        Assert.True(
            LocalizeRequest.TypeOf(answer) is not { } type || types.Contains(type, StringComparer.Ordinal),
            $"{what}: {LocalizeRequest.TypeOf(answer)} is not described.");
    }

    private async Task<JsonElement> ReadAsync(string document)
    {
        using var answer = await http.GetAsync(new Uri($"/openapi/{document}.json", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    [GeneratedRegex(@"^\| (?<status>[45][0-9]{2}) \|", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StatusRow();
}
