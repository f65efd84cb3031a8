using System.Text.Json.Serialization;

namespace CamFunctions.LocalHost.Page;

/// <summary>The state of an image as the page and scripts see it.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<ListedState>))]
internal enum ListedState
{
    /// <summary>Waiting for the worker.</summary>
    Waiting,

    /// <summary>Being processed.</summary>
    Running,

    /// <summary>Localised: there is a record with classes.</summary>
    Done,

    /// <summary>There is a record that says why there are no classes.</summary>
    Refused,

    /// <summary>Given up after the number of tries in host.json.</summary>
    Failed,
}
