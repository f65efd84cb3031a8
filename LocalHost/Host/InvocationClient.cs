namespace CamFunctions.LocalHost.Host;

/// <summary>Sends invocations to the running handler, with the time limit from host.json.</summary>
internal sealed class InvocationClient(HandlerSupervisor supervisor, TimeSpan functionTimeout) : IDisposable
{
    /// <summary>If a process ends, its broken connections are noticed slightly before its exit.</summary>
    private static readonly TimeSpan ExitNoticeLimit = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient http = HandlerHttp.Create();

    /// <returns>The lines for the invocation's log.</returns>
    /// <exception cref="InvocationFailedException">The handler did not answer with success.</exception>
    /// <exception cref="HostStoppedException">The host has stopped.</exception>
    public Task<IReadOnlyList<string>> InvokeAsync(IInvocation invocation, CancellationToken cancellation) => LimitedAsync(
        async limit => (await PostAsync(invocation, limit)).ReadLogs() ?? await HangAsync(limit),
        cancellation);

    /// <summary>Sends a request as it is.</summary>
    /// <param name="message">Makes the request from the handler's address.</param>
    /// <param name="answer">Reads the response, within the time limit.</param>
    /// <param name="cancellation">Cancelled when nobody waits for the response.</param>
    /// <exception cref="InvocationFailedException">The handler did not answer.</exception>
    /// <exception cref="HostStoppedException">The host has stopped.</exception>
    public Task ForwardAsync(
        Func<Uri, HttpRequestMessage> message,
        Func<HttpResponseMessage, CancellationToken, Task> answer,
        CancellationToken cancellation) => LimitedAsync(
        async limit =>
        {
            using var request = message(supervisor.Address);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
            await answer(response, limit);
            return true;
        },
        cancellation);

    public void Dispose() => http.Dispose();

    private async Task<T> LimitedAsync<T>(Func<CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(functionTimeout);
        HandlerProcess? handler = null;
        try
        {
            handler = await supervisor.WaitUntilReadyAsync(limited.Token);
            return await send(limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            await supervisor.RestartAsync(handler);
            throw new InvocationFailedException($"it took longer than host.json's functionTimeout of {functionTimeout}");
        }
        catch (HttpRequestException fault)
        {
            await handler!.EndHandled.WaitAsync(ExitNoticeLimit, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
            throw new InvocationFailedException($"the handler does not answer: {fault.Message}");
        }
    }

    private async Task<InvocationAnswer> PostAsync(IInvocation invocation, CancellationToken cancellation)
    {
        using var request = invocation.ToHttp(supervisor.Address);
        using var response = await http.SendAsync(request, cancellation);
        return await InvocationAnswer.ReadAsync(response, cancellation);
    }

    /// <summary>An answer without content does not complete the invocation: the Functions host waits until the time limit.</summary>
    private static Task<IReadOnlyList<string>> HangAsync(CancellationToken cancellation) =>
        new TaskCompletionSource<IReadOnlyList<string>>().Task.WaitAsync(cancellation);
}
