#!/usr/bin/env bash
# Subscribes the function app to new images. Runs after each deployment; running it again updates the same subscription.
# Reads AZURE_RESOURCE_GROUP, CAM_FUNCTION_APP, CAM_SYSTEM_TOPIC and CAM_IMAGES_CONTAINER, outputs of main.bicep that azd passes
# on, and optionally AZURE_SUBSCRIPTION_ID. CAM_WAIT_SECONDS is the pause between two tries.
set -euo pipefail

# The command that runs this script again.
retry="'azd hooks run postdeploy --service camfunctions'"

cd "$(dirname "${BASH_SOURCE[0]}")/.."

for name in AZURE_RESOURCE_GROUP CAM_FUNCTION_APP CAM_SYSTEM_TOPIC CAM_IMAGES_CONTAINER; do
  if [[ -z "${!name:-}" ]]; then
    echo "$name is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment." >&2
    exit 1
  fi
done
if ! command -v az > /dev/null; then
  echo "The Azure CLI (az), which reads the key of the function app, was not found: install it and run 'az login', then $retry." >&2
  exit 1
fi

wait_seconds="${CAM_WAIT_SECONDS:-10}"
subscription=()
if [[ -n "${AZURE_SUBSCRIPTION_ID:-}" ]]; then
  subscription=(--subscription "$AZURE_SUBSCRIPTION_ID")
fi

# The host creates the key when it starts and finds the blob trigger, which may take a minute after the deployment.
key=''
for try in {1..30}; do
  key="$(az functionapp keys list --name "$CAM_FUNCTION_APP" --resource-group "$AZURE_RESOURCE_GROUP" \
    --query systemKeys.blobs_extension --output tsv ${subscription[@]+"${subscription[@]}"} || true)"
  if [[ -n "$key" && "$key" != 'None' ]]; then
    break
  fi
  key=''
  echo "Waiting for the host of $CAM_FUNCTION_APP to start ($try of 30) ..."
  sleep "$wait_seconds"
done
if [[ -z "$key" ]]; then
  echo "$CAM_FUNCTION_APP has no key blobs_extension: its host does not start or does not see the blob trigger." \
    "See the app's log stream, then run $retry." >&2
  exit 1
fi

# subscription.bicepparam reads the key from the environment. On a command line, other users could see it.
for try in {1..5}; do
  if CAM_BLOBS_EXTENSION_KEY="$key" az deployment group create --name cam-subscription --resource-group "$AZURE_RESOURCE_GROUP" \
    --parameters subscription.bicepparam --output none ${subscription[@]+"${subscription[@]}"}; then
    echo "$CAM_FUNCTION_APP is subscribed to new images in the container $CAM_IMAGES_CONTAINER."
    exit 0
  fi
  # Event Grid validates the endpoint; a host that is just starting may not answer.
  echo "The subscription was not accepted ($try of 5)."
  sleep "$wait_seconds"
done
echo "The event subscription of $CAM_FUNCTION_APP could not be created: see the messages above, then run $retry." >&2
exit 1
