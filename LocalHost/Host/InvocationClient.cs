namespace CamFunctions.LocalHost.Host;

/// <summary>Posts invocations to the handler that is running, under the time limit of host.json.</summary>
internal sealed class InvocationClient(HandlerSupervisor supervisor, TimeSpan functionTimeout) : IDisposable
{
    /// <summary>A broken connection is known a little earlier than the end of the process that broke it.</summary>
    private static readonly TimeSpan NoticeLimit = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = HandlerHttp.Create();

    /// <returns>The lines for the invocation's log.</returns>
    /// <exception cref="InvocationFailedException">The handler did not answer with success.</exception>
    /// <exception cref="HostStoppedException">There is no handler any more.</exception>
    public async Task<IReadOnlyList<string>> InvokeAsync(InvocationRequest invocation, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(functionTimeout);
        HandlerProcess? handler = null;
        try
        {
            handler = await supervisor.WaitUntilReadyAsync(limited.Token);
            var answer = await PostAsync(invocation, limited.Token);
            return answer.Judge() ?? await HangAsync(limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await supervisor.RestartAsync(handler);
            throw new InvocationFailedException($"it took longer than host.json's functionTimeout of {functionTimeout}");
        }
        catch (HttpRequestException fault)
        {
            await handler!.Noted.WaitAsync(NoticeLimit, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            throw new InvocationFailedException($"the handler does not answer: {fault.Message}");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<InvocationAnswer> PostAsync(InvocationRequest invocation, CancellationToken cancellation)
    {
        using var request = invocation.ToHttp(supervisor.Address);
        using var response = await http.SendAsync(request, cancellation);
        return await InvocationAnswer.ReadAsync(response, cancellation);
    }

    /// <summary>An answer without content never completes the invocation; the Functions host waits until the time limit.</summary>
    private static Task<IReadOnlyList<string>> HangAsync(CancellationToken cancellation) =>
        new TaskCompletionSource<IReadOnlyList<string>>().Task.WaitAsync(cancellation);
}
