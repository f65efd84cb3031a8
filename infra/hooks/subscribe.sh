#!/usr/bin/env bash
# Subscribes the function app to new images, and CAM_RESULTS_DESTINATION or CAM_RESULTS_WEBHOOK, if one is set, to finished records.
# Runs after the deployment, any number of times: it leaves one subscription of each kind.
# Reads AZURE_RESOURCE_GROUP, CAM_FUNCTION_APP, CAM_SYSTEM_TOPIC and CAM_IMAGES_CONTAINER, outputs of main.bicep that azd hands
# on, and AZURE_SUBSCRIPTION_ID where it is set. CAM_WAIT_SECONDS is the pause between two tries.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

again="then run 'azd hooks run postdeploy --service camfunctions'."

fail() {
  echo "$1" >&2
  exit 1
}

for name in AZURE_RESOURCE_GROUP CAM_FUNCTION_APP CAM_SYSTEM_TOPIC CAM_IMAGES_CONTAINER; do
  if [[ -z "${!name:-}" ]]; then
    fail "$name is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
  fi
done
if [[ -n "${CAM_RESULTS_DESTINATION:-}" && -n "${CAM_RESULTS_WEBHOOK:-}" ]]; then
  fail "CAM_RESULTS_DESTINATION and CAM_RESULTS_WEBHOOK are both set: finished records are told to one of them; clear the other, $again"
fi
if ! command -v az > /dev/null; then
  fail "The Azure CLI (az) was not found, which the key of the function app is read with: install it and run 'az login', $again"
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
  fail "The Azure CLI has no access to the subscription ${AZURE_SUBSCRIPTION_ID:-that is to be used}: run 'az login', $again"
fi

# The host makes the key when it starts and finds the blob trigger, which may take a minute after the deployment. Until then az may
# also fail, because it asks the host.
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
  fail "$CAM_FUNCTION_APP has no key blobs_extension: its host does not start or does not see the blob trigger. \
See the app's log stream, $again"
fi

deploy() {
  az deployment group create --name "cam-$1" --resource-group "$AZURE_RESOURCE_GROUP" \
    --parameters "$1.bicepparam" --output none ${subscription[@]+"${subscription[@]}"}
}

# In the environment of this one command, which subscription.bicepparam reads: never on a command line, where others could see it.
subscribed=''
for try in {1..5}; do
  if CAM_BLOBS_EXTENSION_KEY="$key" deploy subscription; then
    subscribed=yes
    break
  fi
  # Event Grid asks the end point for its consent; a host that is just starting may miss that.
  echo "The subscription was not accepted ($try of 5)."
  sleep "$wait_seconds"
done
if [[ -z "$subscribed" ]]; then
  fail "The event subscription of $CAM_FUNCTION_APP could not be made: see the messages above, $again"
fi
echo "$CAM_FUNCTION_APP is subscribed to new images in the container $CAM_IMAGES_CONTAINER."

if [[ -n "${CAM_RESULTS_DESTINATION:-}${CAM_RESULTS_WEBHOOK:-}" ]]; then
  if ! deploy results; then
    fail "The app works, but what CAM_RESULTS_DESTINATION or CAM_RESULTS_WEBHOOK names was not subscribed to finished records: see the \
messages above and docs/consume.md, $again"
  fi
  # Not the address of a webhook, which may end with a key.
  echo "${CAM_RESULTS_DESTINATION:-The webhook} is subscribed to finished records."
fi
exec hooks/try.sh
