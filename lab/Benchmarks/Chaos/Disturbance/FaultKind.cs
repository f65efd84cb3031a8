namespace CamFunctions.Benchmarks.Chaos.Disturbance;

/// <summary>What can go wrong.</summary>
internal enum FaultKind
{
    /// <summary><c>kill -9</c> of the worker.</summary>
    KillWorker,

    /// <summary>SIGTERM to the worker.</summary>
    EndWorker,

    /// <summary><c>kill -9</c> of the host.</summary>
    KillHost,

    /// <summary>SIGTERM to the host.</summary>
    EndHost,

    /// <summary>The emulator stops, and comes back.</summary>
    RestartStorage,

    /// <summary>All requests for the record of one image are refused until the host has given the image up.</summary>
    RefuseRecord,

    /// <summary>The emulator can't write to its disk for a while.</summary>
    FillDisk,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    TooManyRequests,

    /// <summary>500.</summary>
    InternalError,

    /// <summary>503 with <c>Retry-After</c>.</summary>
    ServerBusy,

    /// <summary>412.</summary>
    ConditionNotMet,

    /// <summary>Bodies that come late.</summary>
    SlowBodies,

    /// <summary>Bodies that are cut.</summary>
    CutBodies,

    /// <summary>Requests that are done and not answered.</summary>
    LostAnswers,
}
