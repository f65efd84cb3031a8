using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CamFunctions.LocalHost.Host;

/// <summary>The gRPC server that workers connect to, in clear text on a free port. An open stream would delay its end.</summary>
internal sealed class WorkerServer : FunctionRpc.FunctionRpcBase, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, WorkerConnection> expected = new(StringComparer.Ordinal);
    private readonly WebApplication application;

    private WorkerServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CamFunctions" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port: 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(this).AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        application = builder.Build();
        application.MapGrpcService<WorkerServer>();
    }

    public Uri Address => new(application.Urls.Single());

    public static async Task<WorkerServer> StartAsync(CancellationToken cancellation)
    {
        var server = new WorkerServer();
        await server.application.StartAsync(cancellation);
        return server;
    }

    public void Expect(string workerId, WorkerConnection connection) => expected[workerId] = connection;

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream, IServerStreamWriter<StreamingMessage> responseStream, ServerCallContext context)
    {
        var isStarted = await requestStream.MoveNext(context.CancellationToken);
        var connection = isStarted ? expected.GetValueOrDefault($"{requestStream.Current.StartStream?.WorkerId}") : null;
        await (connection?.RunAsync(requestStream, responseStream, context.CancellationToken) ?? Task.CompletedTask);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();
}
