# Subscribes the function app to new images, and CAM_RESULTS_DESTINATION or CAM_RESULTS_WEBHOOK, if one is set, to finished records.
# Runs after the deployment, any number of times: it leaves one subscription of each kind.
# Reads AZURE_RESOURCE_GROUP, CAM_FUNCTION_APP, CAM_SYSTEM_TOPIC and CAM_IMAGES_CONTAINER, outputs of main.bicep that azd hands
# on, and AZURE_SUBSCRIPTION_ID where it is set. CAM_WAIT_SECONDS is the pause between two tries.
$ErrorActionPreference = 'Stop'
# az's exit code is looked at; its failing is not yet a failure of the script.
$PSNativeCommandUseErrorActionPreference = $false

function Stop-With([string] $message) {
    [Console]::Error.WriteLine($message)
    exit 1
}

$again = "then run 'azd hooks run postdeploy --service camfunctions'."

Set-Location (Join-Path $PSScriptRoot '..')

foreach ($name in 'AZURE_RESOURCE_GROUP', 'CAM_FUNCTION_APP', 'CAM_SYSTEM_TOPIC', 'CAM_IMAGES_CONTAINER') {
    if (-not [Environment]::GetEnvironmentVariable($name)) {
        Stop-With "$name is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
    }
}
if ($env:CAM_RESULTS_DESTINATION -and $env:CAM_RESULTS_WEBHOOK) {
    Stop-With ('CAM_RESULTS_DESTINATION and CAM_RESULTS_WEBHOOK are both set: finished records are told to one of them; clear the other, ' +
        $again)
}
if (-not (Get-Command az -ErrorAction Ignore)) {
    Stop-With "The Azure CLI (az) was not found, which the key of the function app is read with: install it and run 'az login', $again"
}

$waitSeconds = if ($env:CAM_WAIT_SECONDS) { [int] $env:CAM_WAIT_SECONDS } else { 10 }
$subscription = @()
if ($env:AZURE_SUBSCRIPTION_ID) { $subscription = '--subscription', $env:AZURE_SUBSCRIPTION_ID }

# azd has its own login. This one needs no network.
$messages = az account show --output none @subscription 2>&1
if ($LASTEXITCODE -ne 0) {
    $wanted = if ($env:AZURE_SUBSCRIPTION_ID) { $env:AZURE_SUBSCRIPTION_ID } else { 'that is to be used' }
    Stop-With "$messages`nThe Azure CLI has no access to the subscription ${wanted}: run 'az login', $again"
}

# The host makes the key when it starts and finds the blob trigger, which may take a minute after the deployment. Until then az may
# also fail, because it asks the host.
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
    Stop-With ("$messages`n$env:CAM_FUNCTION_APP has no key blobs_extension: its host does not start or does not see the blob trigger. " +
        "See the app's log stream, $again")
}

function Invoke-Deployment([string] $name) {
    az deployment group create --name "cam-$name" --resource-group $env:AZURE_RESOURCE_GROUP `
        --parameters "$name.bicepparam" --output none @subscription | Out-Host
    $LASTEXITCODE -eq 0
}

# In the environment, which subscription.bicepparam reads: never on a command line, where others could see it.
$env:CAM_BLOBS_EXTENSION_KEY = $key
$subscribed = $false
try {
    foreach ($try in 1..5) {
        $subscribed = Invoke-Deployment 'subscription'
        if ($subscribed) { break }
        # Event Grid asks the end point for its consent; a host that is just starting may miss that.
        Write-Host "The subscription was not accepted ($try of 5)."
        Start-Sleep -Seconds $waitSeconds
    }
}
finally {
    $env:CAM_BLOBS_EXTENSION_KEY = $null
}
if (-not $subscribed) {
    Stop-With "The event subscription of $env:CAM_FUNCTION_APP could not be made: see the messages above, $again"
}
Write-Host "$env:CAM_FUNCTION_APP is subscribed to new images in the container $env:CAM_IMAGES_CONTAINER."

if ($env:CAM_RESULTS_DESTINATION -or $env:CAM_RESULTS_WEBHOOK) {
    if (-not (Invoke-Deployment 'results')) {
        Stop-With ('The app works, but what CAM_RESULTS_DESTINATION or CAM_RESULTS_WEBHOOK names was not subscribed to finished records: ' +
            "see the messages above and docs/consume.md, $again")
    }
    # Not the address of a webhook, which may end with a key.
    $told = if ($env:CAM_RESULTS_DESTINATION) { $env:CAM_RESULTS_DESTINATION } else { 'The webhook' }
    Write-Host "$told is subscribed to finished records."
}
& (Join-Path $PSScriptRoot 'try.ps1')
exit $LASTEXITCODE
