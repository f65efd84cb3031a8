using System.Text;
using CamFunctions.Functions.Requests;
using Microsoft.AspNetCore.Http;

using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Fuzz;

/// <summary>Headers of requests that once were answered with 500.</summary>
public sealed class RequestFindingTests
{
    [Theory]
    [InlineData("content-disposition-without-value")]
    [InlineData("content-disposition-in-utf-7")]
    public void A_file_name_that_cannot_be_read_is_as_good_as_none(string file) => Assert.Equal("image", NameOf(file));

    private static string NameOf(string file)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.ContentDisposition = Encoding.UTF8.GetString(FuzzedFile.Read(file));
        return RequestFileName.Of(request);
    }
}
