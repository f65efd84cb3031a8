namespace CamFunctions.Benchmarks.Chaos.Storage;

/// <summary>What the proxy does to one request for storage.</summary>
internal enum ResponseFault
{
    /// <summary>429 with <c>Retry-After</c>, without the request having reached storage.</summary>
    TooManyRequests,

    /// <summary>500, likewise.</summary>
    InternalError,

    /// <summary>503 with <c>Retry-After</c>, likewise.</summary>
    ServerBusy,

    /// <summary>412, likewise.</summary>
    ConditionNotMet,

    /// <summary>The second half of the response's body comes late.</summary>
    SlowBody,

    /// <summary>The connection breaks after half of the response's body.</summary>
    CutBody,

    /// <summary>The connection breaks after storage has done what was asked, before it answers.</summary>
    LostAnswer,
}
