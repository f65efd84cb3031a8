using CamFunctions.LocalHost.Host;
using CamFunctions.LocalHost.Images;

namespace CamFunctions.LocalHost;

/// <summary>Shows the host's events in the terminal and, as states of images, on the page.</summary>
/// <param name="container">The container of images.</param>
/// <param name="index">The images.</param>
/// <param name="writeLine">Prints a line to the terminal.</param>
internal sealed class HostReport(string container, ImageIndex index, Action<string> writeLine)
{
    /// <summary>Reads events until the host has ended.</summary>
    public async Task WriteAsync(IAsyncEnumerable<HostEvent> events)
    {
        await foreach (var happened in events)
        {
            Write(happened);
        }
    }

    private void Write(HostEvent happened)
    {
        switch (happened)
        {
            case HostEvent.Started started:
                SetState(started.Subject, ImageState.Running);
                break;
            case HostEvent.Succeeded succeeded:
                SetState(succeeded.Subject, ImageState.Done);
                break;
            case HostEvent.Failed failed:
                SetState(failed.Subject, ImageState.Waiting);
                writeLine($"{Name(failed.Subject)}: try {failed.Attempt} of {failed.MaximumAttempts} failed: {FirstLine(failed.Reason)}");
                break;
            case HostEvent.GivenUp givenUp:
                SetState(givenUp.Subject, ImageState.Failed);
                writeLine($"{Name(givenUp.Subject)}: given up and moved to the queue {givenUp.PoisonQueue}.");
                break;
            case HostEvent.Logged { Level: LogLevel.Information, IsFunction: true } logged:
                writeLine(logged.Text);
                break;
            case HostEvent.Logged { Level: >= LogLevel.Warning } logged:
                writeLine($"worker: {logged.Text}");
                break;
            case HostEvent.Notice notice:
                writeLine(notice.Sentence);
                break;
        }
    }

    private void SetState(string subject, ImageState state) => index.SetState(Name(subject), state);

    /// <summary>The image's name, or another subject as it is.</summary>
    private string Name(string subject) =>
        subject.StartsWith($"{container}/", StringComparison.Ordinal) ? subject[(container.Length + 1)..] : subject;

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd();
}
