using System.Threading.Channels;
using CamFunctions.LocalHost.Host.Protocol;
using Grpc.Core;

namespace CamFunctions.Tests.LocalHost.Host;

/// <summary>The captured messages of a worker, each sent when the host has sent the message that it answers.</summary>
/// <param name="answers">The answers, in order.</param>
internal sealed class ReplayedWorker(params string[] answers) : IAsyncStreamReader<StreamingMessage>, IServerStreamWriter<StreamingMessage>
{
    private readonly Queue<StreamingMessage> remaining = new(answers.Select(Captured.Message));
    private readonly Channel<StreamingMessage> sent = Channel.CreateUnbounded<StreamingMessage>();

    /// <summary>What the host sent.</summary>
    public List<StreamingMessage> Received { get; } = [];

    public StreamingMessage Current { get; private set; } = new();

    public WriteOptions? WriteOptions { get; set; }

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        Current = await sent.Reader.ReadAsync(cancellationToken);
        return true;
    }

    public Task WriteAsync(StreamingMessage message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(StreamingMessage message, CancellationToken cancellationToken)
    {
        Received.Add(message);
        // As a worker does after requests that need no answer.
        await sent.Writer.WriteAsync(new StreamingMessage(), cancellationToken);
        if (remaining.TryDequeue(out var answer))
        {
            await sent.Writer.WriteAsync(answer, cancellationToken);
        }
    }
}
