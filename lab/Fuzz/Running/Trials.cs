using System.Diagnostics;

namespace CamFunctions.Fuzz.Running;

/// <summary>Tries single inputs, in a process that is started again when it dies.</summary>
internal sealed class Trials(string target, TimeSpan hang) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private ChildProcess? child;

    /// <returns><see langword="null"/> if all is well.</returns>
    public FailureSignature? Try(byte[] input)
    {
        child ??= new ChildProcess(onLine: null, WorkerCommand.Trial, target);
        var stdin = child.Process.StandardInput.BaseStream;
        stdin.Write(BitConverter.GetBytes(input.Length));
        stdin.Write(input);
        stdin.Flush();
        var answer = child.Process.StandardOutput.ReadLineAsync();
        var start = Stopwatch.GetTimestamp();
        var watch = new HangWatch(child.Process, hang);
        while (!answer.Wait(LookEvery))
        {
            if (watch.IsHanging(run: 0, Stopwatch.GetElapsedTime(start)))
            {
                Forget();
                return new FailureSignature(FindingKind.Hang, "does not end");
            }
        }

        return answer.Result switch
        {
            null => Death(),
            TrialServer.AllIsWell => null,
            var signature => new FailureSignature(FindingKind.Fault, signature),
        };
    }

    public void Dispose() => Forget();

    private FailureSignature Death()
    {
        child!.Process.WaitForExit();
        var trouble = child.Process.ExitCode == Worker.NeedsTooMuchMemory
            ? new FailureSignature(FindingKind.Memory, FormattableString.Invariant($"needs more than {MemoryLimit.Megabytes} MB"))
            : child.Crash();
        Forget();
        return trouble;
    }

    private void Forget()
    {
        child?.Dispose();
        child = null;
    }
}
