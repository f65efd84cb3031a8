# Publishes the application for Azure's machines and packs it into artifacts/camfunctions.zip, the file that azure.yaml tells azd to
# deploy. CAM_MODEL_FILE is a network that 'cam import' or 'cam quantize' wrote, published in place of the default one;
# CAM_PRECISION=float32 publishes the default one in float32 instead of int8. CAM_PUBLISH_AOT=true compiles ahead of time.
$ErrorActionPreference = 'Stop'

function Stop-With([string] $message) {
    [Console]::Error.WriteLine($message)
    exit 1
}

Set-Location (Join-Path $PSScriptRoot '../..')
$folder = 'artifacts/publish'
$package = 'artifacts/camfunctions.zip'

if (-not (Get-Command dotnet -ErrorAction Ignore)) {
    Stop-With 'The .NET SDK (dotnet) was not found, which the application is built with: install .NET 10 and run this again.'
}

$options = @()
if ($env:CAM_MODEL_FILE) {
    if (-not (Test-Path $env:CAM_MODEL_FILE -PathType Leaf)) {
        Stop-With "CAM_MODEL_FILE names $env:CAM_MODEL_FILE, which is not a file: write it with 'cam import', or give its full path."
    }
    # MSBuild takes a relative path from the folder of the project.
    $options += "-p:CamModelFile=$((Resolve-Path $env:CAM_MODEL_FILE).Path)"
}
if ($env:CAM_PRECISION) {
    if ($env:CAM_PRECISION -cnotin 'int8', 'float32') {
        Stop-With "CAM_PRECISION is $env:CAM_PRECISION; it must be int8 or float32."
    }
    $options += "-p:CamPrecision=$env:CAM_PRECISION"
}
if ($env:CAM_PUBLISH_AOT -eq 'true') {
    if (-not ($IsLinux -and [Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'X64')) {
        Stop-With 'CAM_PUBLISH_AOT works on x64 Linux only, because the native compiler writes programs for its own system: unset it.'
    }
    $options += '-p:PublishAot=true'
}

# Files of an earlier publish would be deployed with the rest, and an earlier package in place of one that failed.
foreach ($old in $folder, $package) {
    if (Test-Path $old) { Remove-Item $old -Recurse -Force }
}
dotnet publish Functions --configuration Release --output $folder @options
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

# Checks that Azure's machines can start it; the publishing above has built the command.
dotnet run --no-build --configuration Release --project Cli -- package $folder --out $package
exit $LASTEXITCODE
