using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CamFunctions.Functions.Requests;

/// <summary>What a request wants to have: the record or the overlay.</summary>
internal static class ResponseForm
{
    public const string Record = MediaTypeNames.Application.Json;
    public const string Overlay = MediaTypeNames.Image.Jpeg;

    /// <summary>The record comes first, because most programs accept anything.</summary>
    private static readonly MediaTypeHeaderValue[] Forms = [new(Record), new(Overlay)];

    /// <summary>
    /// Chooses by the header Accept (RFC 9110, section 12.5.1): the form of the highest quality, and among equals the one that is named
    /// more exactly.
    /// </summary>
    /// <exception cref="RefusedRequestException">Neither is accepted.</exception>
    public static string Choose(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 ? Record : Forms
            .Select(form => (Form: form, Range: accepted.Where(form.IsSubsetOf).MaxBy(Exactness)))
            .Where(choice => choice.Range is not null && Quality(choice.Range) > 0)
            .OrderByDescending(choice => Quality(choice.Range!))
            .ThenByDescending(choice => Exactness(choice.Range!))
            .Select(choice => choice.Form.MediaType.ToString())
            .FirstOrDefault() ?? throw new RefusedRequestException(
                StatusCodes.Status406NotAcceptable,
                $"The header Accept must allow {Record} for the record or {Overlay} for the overlay.");
    }

    private static double Quality(MediaTypeHeaderValue range) => range.Quality ?? 1;

    private static int Exactness(MediaTypeHeaderValue range) => range switch
    {
        { MatchesAllTypes: true } => 0,
        { MatchesAllSubTypes: true } => 1,
        _ => 2,
    };
}
