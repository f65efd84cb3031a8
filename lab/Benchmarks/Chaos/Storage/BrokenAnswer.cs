using Microsoft.AspNetCore.Http;

namespace CamFunctions.Benchmarks.Chaos.Storage;

/// <summary>Passes the emulator's answer on, whole or disturbed.</summary>
internal static class BrokenAnswer
{
    /// <summary>Long enough to be noticed, and much shorter than the time-out of the client.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private static readonly string[] OfConnection = ["Connection", "Keep-Alive", "Transfer-Encoding"];

    public static async Task WriteAsync(ResponseFault? fault, HttpResponseMessage answer, HttpContext context)
    {
        if (fault == ResponseFault.LostAnswer)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !IsOfConnection(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        var half = body.Length / 2;
        await response.Body.WriteAsync(body.AsMemory(0, half), context.RequestAborted);
        if (fault == ResponseFault.CutBody)
        {
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        if (fault == ResponseFault.SlowBody)
        {
            await response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Delay, context.RequestAborted);
        }

        await response.Body.WriteAsync(body.AsMemory(half), context.RequestAborted);
    }

    private static bool IsOfConnection(string name) => OfConnection.Contains(name, StringComparer.OrdinalIgnoreCase);
}
