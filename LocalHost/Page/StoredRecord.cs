namespace CamFunctions.LocalHost.Page;

/// <summary>A record as it is stored.</summary>
/// <param name="Content">The JSON.</param>
/// <param name="Version">Changes with the record, and so with the overlay.</param>
internal sealed record StoredRecord(byte[] Content, string Version);
