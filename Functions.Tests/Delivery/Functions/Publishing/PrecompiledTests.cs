using System.Reflection.PortableExecutable;
using CamFunctions.Tests.Fixtures;

namespace CamFunctions.Tests.Functions.Publishing;

/// <summary>
/// Precisely what is deployed. Precompiling it takes more processor time than all that <see cref="PublishingTests"/> do with the same
/// application not precompiled, so this runs only if asked for (<c>-explicit only</c>), as the workflow build.yml does.
/// </summary>
public sealed class PrecompiledTests(AzuriteFixture azurite)
{
    [Fact(Explicit = true)]
    public async Task What_is_deployed_is_precompiled_and_passes_the_tests_of_what_is_published()
    {
        await using var published = new PublishedApplication(["-c", "Release"]);
        await published.InitializeAsync();
        var tests = new PublishingTests(published, azurite);
        Assert.All(["CamFunctions", "CamFunctions.Shared", "Azure.Storage.Blobs"], assembly =>
        {
            using var file = new PEReader(File.OpenRead(Path.Combine(published.Folder, $"{assembly}.dll")));
            Assert.True(file.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0, $"{assembly} is not precompiled.");
        });

        tests.The_folder_has_the_apps_own_files_the_hosts_extensions_and_nothing_else();
        tests.Every_assembly_is_one_that_the_program_needs();
        tests.No_file_holds_a_secret_or_a_path_of_this_machine();
        await tests.It_answers_the_host_and_writes_the_results();
    }
}
