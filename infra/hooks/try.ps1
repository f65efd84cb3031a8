# Prints the commands that upload a photograph and show its record. With CAM_TRY=1 it does so, and waits for the record.
# Reads CAM_DATA_ACCOUNT and CAM_IMAGES_CONTAINER, outputs of main.bicep, and CAM_OVERLAYS_CONTAINER and CAM_PREDICTIONS_CONTAINER
# where they are set. CAM_WAIT_SECONDS is the pause between two looks.
$ErrorActionPreference = 'Stop'
# az's exit code is looked at; its failing is not yet a failure of the script.
$PSNativeCommandUseErrorActionPreference = $false

function Stop-With([string] $message) {
    [Console]::Error.WriteLine($message)
    exit 1
}

function Get-Or([string] $value, [string] $default) {
    if ($value) { $value } else { $default }
}

Set-Location (Join-Path $PSScriptRoot '../..')

if (-not $env:CAM_DATA_ACCOUNT) {
    Stop-With "CAM_DATA_ACCOUNT is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
}

$photograph = 'samples/chelsea.png'
# A new name each time: the record of an earlier try must not pass for this one's.
$image = "try-$([DateTime]::UtcNow.ToString('yyyyMMddTHHmmss'))Z.png"
$record = "$image.json"
$images = Get-Or $env:CAM_IMAGES_CONTAINER 'images'
$predictions = Get-Or $env:CAM_PREDICTIONS_CONTAINER 'predictions'
$overlay = "https://$env:CAM_DATA_ACCOUNT.blob.core.windows.net/$(Get-Or $env:CAM_OVERLAYS_CONTAINER 'overlays')/$image.cam.jpg"
$waitSeconds = [int] (Get-Or $env:CAM_WAIT_SECONDS '10')

$login = '--auth-mode', 'login', '--account-name', $env:CAM_DATA_ACCOUNT
$upload = @('storage', 'blob', 'upload') + $login + @('--container-name', $images, '--name', $image, '--file', $photograph)
$show = @('storage', 'blob', 'download') + $login + @('--container-name', $predictions, '--name', $record, '--file', "artifacts/$record")

if ($env:CAM_TRY -ne '1') {
    Write-Host 'Try it:'
    Write-Host "  az $upload"
    Write-Host "  az $show; Get-Content artifacts/$record"
    Write-Host "The overlay is $overlay, which your browser shows after you open it in the Azure portal; it is not public."
    exit 0
}

# A role that was given a minute ago may not be in force yet.
$uploaded = $false
foreach ($try in 1..30) {
    az @upload --output none
    $uploaded = $LASTEXITCODE -eq 0
    if ($uploaded) { break }
    Write-Host "The photograph was not accepted ($try of 30)."
    Start-Sleep -Seconds $waitSeconds
}
if (-not $uploaded) {
    Stop-With ("$photograph could not be uploaded to ${env:CAM_DATA_ACCOUNT}: you need the role Storage Blob Data Contributor there, " +
        'and the network must let you in. See the messages above.')
}

foreach ($try in 1..60) {
    $found = az storage blob exists @login --container-name $predictions --name $record --query exists --output tsv
    if ($found -eq 'true') {
        New-Item artifacts -ItemType Directory -Force | Out-Null
        az @show --output none
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
        Get-Content "artifacts/$record"
        Write-Host "The overlay is $overlay."
        exit 0
    }
    Write-Host "Waiting for the record of $image ($try of 60) ..."
    Start-Sleep -Seconds $waitSeconds
}
Stop-With "$image was uploaded, but has no record yet: see the app's log stream, and the queues of its storage accounts."
