using CamFunctions.LocalHost.Host;

namespace CamFunctions.Tests.LocalHost.Host;

public sealed class WorkerProcessArgumentsTests
{
    /// <summary>Of the machine that the conversation was captured on, and of the tool that started the host.</summary>
    private static readonly string[] NotOfTheHost =
        ["ASPNETCORE_URLS", "DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "WEBSITE_HOSTNAME"];

    [Fact]
    public void The_arguments_are_those_of_the_real_host() => Assert.Equal(
        Captured.Text("worker-command-line.txt").Trim().Split('\n'),
        WorkerProcess.Arguments(
            new Uri("http://127.0.0.1:41017"), "398e1ea5-69aa-4b4b-b252-52593bb07ba5", "00fa3cdf-7142-4c32-b8ff-1a2747900bd9"));

    [Fact]
    public void The_environment_variables_are_those_of_the_real_host()
    {
        var captured = Captured.Text("worker-environment.txt").Trim().Split('\n').Select(line => line.Split('=', 2))
            .Where(variable => !NotOfTheHost.Contains(variable[0], StringComparer.Ordinal))
            .ToDictionary(variable => variable[0], variable => variable[1], StringComparer.Ordinal);
        Assert.Equal(captured, WorkerProcess.Variables("/app"));
    }
}
