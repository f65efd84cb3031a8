# Publishes the application for Azure's machines into artifacts/publish, where azure.yaml tells azd to find it.
$ErrorActionPreference = 'Stop'

Set-Location (Join-Path $PSScriptRoot '../..')
$folder = 'artifacts/publish'

# Files of an earlier publish would be deployed with the rest.
if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }

$options = @()
if (-not ($IsLinux -and [Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'X64')) {
    # The native compiler makes executables for its own system only; from elsewhere, precompiled code on the packed runtime does.
    $options = '-p:PublishAot=false', '-p:PublishReadyToRun=true'
}
dotnet publish Functions --configuration Release --runtime linux-x64 --self-contained --output $folder @options
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

foreach ($file in 'CamFunctions', 'host.json', 'LocalizeImage/function.json', 'model/resnet50-cam.onnx') {
    if (-not (Test-Path (Join-Path $folder $file) -PathType Leaf)) {
        [Console]::Error.WriteLine("The published folder $folder lacks ${file}: see what 'dotnet publish' said, and run it again.")
        exit 1
    }
}

# A developer's settings are not the app's, and may hold a connection string.
Remove-Item (Join-Path $folder 'local.settings.json') -Force -ErrorAction Ignore
