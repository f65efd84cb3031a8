# Publishes the application for Azure to artifacts/publish, the folder that azure.yaml names.
$ErrorActionPreference = 'Stop'

Set-Location (Join-Path $PSScriptRoot '../..')
$folder = 'artifacts/publish'

# Files of an earlier publish would be deployed too.
if (Test-Path $folder) { Remove-Item $folder -Recurse -Force }

$options = @()
if (-not ($IsLinux -and [Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'X64')) {
    # Native compilation works only for the same operating system; elsewhere, publish ReadyToRun code with the runtime.
    $options = '-p:PublishAot=false', '-p:PublishReadyToRun=true'
}
dotnet publish Functions --configuration Release --runtime linux-x64 --self-contained --output $folder @options
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

foreach ($file in 'CamFunctions', 'host.json', 'LocalizeImage/function.json', 'model/resnet50-cam.onnx') {
    if (-not (Test-Path (Join-Path $folder $file) -PathType Leaf)) {
        [Console]::Error.WriteLine("The published folder $folder lacks ${file}: see the output of 'dotnet publish', and run it again.")
        exit 1
    }
}

# A developer's settings do not belong in the app, and may contain a connection string.
Remove-Item (Join-Path $folder 'local.settings.json') -Force -ErrorAction Ignore
