#!/usr/bin/env bash
# Subscribes the function app to new images, and prints how to try it. azd runs it after each deployment; it leaves one subscription.
# Bicep can't do this in one step with the rest: the key of the end point exists only after the Functions host has started the code.
# Reads AZURE_RESOURCE_GROUP, CAM_FUNCTION_APP, CAM_SYSTEM_TOPIC and CAM_IMAGES_CONTAINER, which are outputs of main.bicep, and
# AZURE_SUBSCRIPTION_ID if it is set. CAM_WAIT_SECONDS is the pause between two attempts.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

again="then run 'azd hooks run postdeploy'."

fail() {
  echo "$1" >&2
  exit 1
}

for name in AZURE_RESOURCE_GROUP CAM_FUNCTION_APP CAM_SYSTEM_TOPIC CAM_IMAGES_CONTAINER; do
  if [[ -z "${!name:-}" ]]; then
    fail "$name is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
  fi
done
if ! command -v az > /dev/null; then
  fail "The Azure CLI (az), which reads the key of the function app, was not found: install it and run 'az login', $again"
fi

wait_seconds="${CAM_WAIT_SECONDS:-10}"
subscription=()
if [[ -n "${AZURE_SUBSCRIPTION_ID:-}" ]]; then
  subscription=(--subscription "$AZURE_SUBSCRIPTION_ID")
fi

messages="$(mktemp)"
trap 'rm -f "$messages"' EXIT

# azd has its own login. This one needs no network.
if ! az account show --output none ${subscription[@]+"${subscription[@]}"} 2> "$messages"; then
  cat "$messages" >&2
  fail "The Azure CLI has no access to the subscription ${AZURE_SUBSCRIPTION_ID:-of the deployment}: run 'az login', $again"
fi

# The host makes the key when it first starts and finds the blob trigger. Until then az may fail, because it asks the host.
key=''
offline=0
for try in {1..30}; do
  key="$(az functionapp keys list --name "$CAM_FUNCTION_APP" --resource-group "$AZURE_RESOURCE_GROUP" \
    --query systemKeys.blobs_extension --output tsv ${subscription[@]+"${subscription[@]}"} 2> "$messages" || true)"
  if [[ -n "$key" && "$key" != 'None' ]]; then
    break
  fi
  key=''
  if grep -qiE 'max retries|failed to (establish|resolve)|name resolution|network is unreachable' "$messages"; then
    offline=$((offline + 1))
    if [[ $offline -eq 3 ]]; then
      cat "$messages" >&2
      fail "Azure can't be reached: check the network and the proxy settings, $again"
    fi
  fi
  echo "Waiting for the host of $CAM_FUNCTION_APP to start ($try of 30) ..."
  sleep "$wait_seconds"
done
if [[ -z "$key" ]]; then
  cat "$messages" >&2
  fail "$CAM_FUNCTION_APP has no key blobs_extension: its host has not started, or has not found the blob trigger. \
Check the app's log stream, $again"
fi

for try in {1..5}; do
  # The key is in the environment of this one command, which subscription.bicepparam reads. Others could see it on a command line.
  if CAM_BLOBS_EXTENSION_KEY="$key" az deployment group create --name cam-subscription --resource-group "$AZURE_RESOURCE_GROUP" \
    --parameters subscription.bicepparam --output none ${subscription[@]+"${subscription[@]}"}; then
    echo "$CAM_FUNCTION_APP is subscribed to new images in the container $CAM_IMAGES_CONTAINER."
    hooks/try.sh
    exit
  fi
  # Event Grid asks the end point for its consent. A host that has just started may not answer in time.
  echo "The subscription was not accepted ($try of 5)."
  sleep "$wait_seconds"
done
fail "The event subscription of $CAM_FUNCTION_APP could not be made: check the messages above, $again"
