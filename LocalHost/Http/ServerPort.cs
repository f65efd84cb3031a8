using CamFunctions.Shared.Configuration;

namespace CamFunctions.LocalHost.Http;

/// <summary>Starts a web server on the port that a setting chooses.</summary>
internal static class ServerPort
{
    /// <param name="settings">May set the port; 0 for any free port.</param>
    /// <param name="setting">The name of the setting.</param>
    /// <param name="defaultPort">The port if none is set; any free one if it is in use.</param>
    /// <param name="start">Starts the server on a port.</param>
    /// <param name="user">What uses the port, for the message.</param>
    /// <param name="writeLine">Prints a line to the terminal.</param>
    /// <exception cref="IOException">The configured port is in use.</exception>
    public static async Task<WebApplication> StartAsync(
        Settings settings, string setting, int defaultPort, Func<int, Task<WebApplication>> start, string user, Action<string> writeLine)
    {
        var port = (int)settings.WholeNumber(setting, defaultPort, 0, 65535);
        try
        {
            return await start(port);
        }
        catch (IOException exception) when (settings.Text(setting) is not null)
        {
            throw new IOException(
                $"Port {port}, which is set in {setting}, is in use. Stop the program that uses it, or set another port.", exception);
        }
        catch (IOException)
        {
            writeLine($"Port {defaultPort} is in use, so {user} another one. Set {setting} to choose a port.");
            return await start(0);
        }
    }
}
