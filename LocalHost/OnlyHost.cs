using System.Security.Cryptography;
using System.Text;
using CamFunctions.LocalHost.Host;

namespace CamFunctions.LocalHost;

/// <summary>Makes sure that a container has only one local host on this machine: two would take each other's events.</summary>
internal static class OnlyHost
{
    /// <param name="images">The container's address.</param>
    /// <returns>To be disposed when the local host ends. The operating system does it if the process is killed.</returns>
    /// <exception cref="FunctionAppException">Another local host works on the container.</exception>
    public static FileStream Claim(Uri images)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(images.AbsoluteUri)));
        try
        {
            var path = Path.Combine(Path.GetTempPath(), $"cam-host-{name}.lock");
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new FunctionAppException(
                $"Another local host works on {images}. Stop it, or choose another container with the setting ImagesContainer.");
        }
    }
}
