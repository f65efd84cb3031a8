# Subscribes the function app to new images. Runs after each deployment; running it again updates the same subscription.
# Reads AZURE_RESOURCE_GROUP, CAM_FUNCTION_APP, CAM_SYSTEM_TOPIC and CAM_IMAGES_CONTAINER, outputs of main.bicep that azd passes
# on, and optionally AZURE_SUBSCRIPTION_ID. CAM_WAIT_SECONDS is the pause between two tries.
$ErrorActionPreference = 'Stop'
# The script checks az's exit code itself.
$PSNativeCommandUseErrorActionPreference = $false

# The command that runs this script again.
$retry = "'azd hooks run postdeploy --service camfunctions'"

function Stop-With([string] $message) {
    [Console]::Error.WriteLine($message)
    exit 1
}

Set-Location (Join-Path $PSScriptRoot '..')

foreach ($name in 'AZURE_RESOURCE_GROUP', 'CAM_FUNCTION_APP', 'CAM_SYSTEM_TOPIC', 'CAM_IMAGES_CONTAINER') {
    if (-not [Environment]::GetEnvironmentVariable($name)) {
        Stop-With "$name is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
    }
}
if (-not (Get-Command az -ErrorAction Ignore)) {
    Stop-With ("The Azure CLI (az), which reads the key of the function app, was not found: install it and run 'az login', then $retry.")
}

$waitSeconds = if ($env:CAM_WAIT_SECONDS) { [int] $env:CAM_WAIT_SECONDS } else { 10 }
$subscription = @()
if ($env:AZURE_SUBSCRIPTION_ID) { $subscription = '--subscription', $env:AZURE_SUBSCRIPTION_ID }

# The host creates the key when it starts and finds the blob trigger, which may take a minute after the deployment.
$key = ''
foreach ($try in 1..30) {
    $key = az functionapp keys list --name $env:CAM_FUNCTION_APP --resource-group $env:AZURE_RESOURCE_GROUP `
        --query systemKeys.blobs_extension --output tsv @subscription
    if ($key -and $key -ne 'None') { break }
    $key = ''
    Write-Host "Waiting for the host of $env:CAM_FUNCTION_APP to start ($try of 30) ..."
    Start-Sleep -Seconds $waitSeconds
}
if (-not $key) {
    Stop-With ("$env:CAM_FUNCTION_APP has no key blobs_extension: its host does not start or does not see the blob trigger. " +
        "See the app's log stream, then run $retry.")
}

# subscription.bicepparam reads the key from the environment. On a command line, other users could see it.
$env:CAM_BLOBS_EXTENSION_KEY = $key
try {
    foreach ($try in 1..5) {
        az deployment group create --name cam-subscription --resource-group $env:AZURE_RESOURCE_GROUP `
            --parameters subscription.bicepparam --output none @subscription
        if ($LASTEXITCODE -eq 0) {
            Write-Host "$env:CAM_FUNCTION_APP is subscribed to new images in the container $env:CAM_IMAGES_CONTAINER."
            exit 0
        }
        # Event Grid validates the endpoint; a host that is just starting may not answer.
        Write-Host "The subscription was not accepted ($try of 5)."
        Start-Sleep -Seconds $waitSeconds
    }
}
finally {
    $env:CAM_BLOBS_EXTENSION_KEY = $null
}
Stop-With "The event subscription of $env:CAM_FUNCTION_APP could not be created: see the messages above, then run $retry."
