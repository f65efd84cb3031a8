# Subscribes the function app to new images, and prints how to try it. azd runs it after each deployment; it leaves one subscription.
# Bicep can't do this in one step with the rest: the key of the end point exists only after the Functions host has started the code.
# Reads AZURE_RESOURCE_GROUP, CAM_FUNCTION_APP, CAM_SYSTEM_TOPIC and CAM_IMAGES_CONTAINER, which are outputs of main.bicep, and
# AZURE_SUBSCRIPTION_ID if it is set. CAM_WAIT_SECONDS is the pause between two attempts.
$ErrorActionPreference = 'Stop'
# The script looks at az's exit code; az's failure is not yet a failure of the script.
$PSNativeCommandUseErrorActionPreference = $false

function Stop-With([string] $message) {
    [Console]::Error.WriteLine($message)
    exit 1
}

$again = "then run 'azd hooks run postdeploy'."

Set-Location (Join-Path $PSScriptRoot '..')

foreach ($name in 'AZURE_RESOURCE_GROUP', 'CAM_FUNCTION_APP', 'CAM_SYSTEM_TOPIC', 'CAM_IMAGES_CONTAINER') {
    if (-not [Environment]::GetEnvironmentVariable($name)) {
        Stop-With "$name is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
    }
}
if (-not (Get-Command az -ErrorAction Ignore)) {
    Stop-With "The Azure CLI (az), which reads the key of the function app, was not found: install it and run 'az login', $again"
}

$waitSeconds = if ($env:CAM_WAIT_SECONDS) { [int] $env:CAM_WAIT_SECONDS } else { 10 }
$subscription = @()
if ($env:AZURE_SUBSCRIPTION_ID) { $subscription = '--subscription', $env:AZURE_SUBSCRIPTION_ID }

# azd has its own login. This one needs no network.
$messages = az account show --output none @subscription 2>&1
if ($LASTEXITCODE -ne 0) {
    $wanted = if ($env:AZURE_SUBSCRIPTION_ID) { $env:AZURE_SUBSCRIPTION_ID } else { 'of the deployment' }
    Stop-With "$messages`nThe Azure CLI has no access to the subscription ${wanted}: run 'az login', $again"
}

# The host makes the key when it first starts and finds the blob trigger. Until then az may fail, because it asks the host.
$key = ''
$messages = ''
$offline = 0
foreach ($try in 1..30) {
    $answer = az functionapp keys list --name $env:CAM_FUNCTION_APP --resource-group $env:AZURE_RESOURCE_GROUP `
        --query systemKeys.blobs_extension --output tsv @subscription 2>&1
    $messages = ($answer | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) -join "`n"
    $key = ($answer | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] }) -join ''
    if ($key -and $key -ne 'None') { break }
    $key = ''
    if ($messages -match 'max retries|failed to (establish|resolve)|name resolution|network is unreachable') {
        $offline++
        if ($offline -eq 3) { Stop-With "$messages`nAzure can't be reached: check the network and the proxy settings, $again" }
    }
    Write-Host "Waiting for the host of $env:CAM_FUNCTION_APP to start ($try of 30) ..."
    Start-Sleep -Seconds $waitSeconds
}
if (-not $key) {
    Stop-With ("$messages`n$env:CAM_FUNCTION_APP has no key blobs_extension: its host has not started, or has not found the blob " +
        "trigger. Check the app's log stream, $again")
}

foreach ($try in 1..5) {
    # The key is in the environment, which subscription.bicepparam reads. Others could see it on a command line.
    $env:CAM_BLOBS_EXTENSION_KEY = $key
    try {
        az deployment group create --name cam-subscription --resource-group $env:AZURE_RESOURCE_GROUP `
            --parameters subscription.bicepparam --output none @subscription | Out-Host
    }
    finally {
        $env:CAM_BLOBS_EXTENSION_KEY = $null
    }
    if ($LASTEXITCODE -eq 0) {
        Write-Host "$env:CAM_FUNCTION_APP is subscribed to new images in the container $env:CAM_IMAGES_CONTAINER."
        & (Join-Path $PSScriptRoot 'try.ps1')
        exit $LASTEXITCODE
    }
    # Event Grid asks the end point for its consent. A host that has just started may not answer in time.
    Write-Host "The subscription was not accepted ($try of 5)."
    Start-Sleep -Seconds $waitSeconds
}
Stop-With "The event subscription of $env:CAM_FUNCTION_APP could not be made: check the messages above, $again"
