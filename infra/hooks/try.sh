#!/usr/bin/env bash
# Prints the commands that upload a photograph and show its record. With CAM_TRY=1 it does so, and waits for the record.
# Reads CAM_DATA_ACCOUNT and CAM_IMAGES_CONTAINER, outputs of main.bicep, and CAM_OVERLAYS_CONTAINER and CAM_PREDICTIONS_CONTAINER
# where they are set. CAM_WAIT_SECONDS is the pause between two looks.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() {
  echo "$1" >&2
  exit 1
}

if [[ -z "${CAM_DATA_ACCOUNT:-}" ]]; then
  fail "CAM_DATA_ACCOUNT is not set: run 'azd provision' first, or set it to the output of that name of main.bicep's deployment."
fi

photograph=samples/chelsea.png
# A new name each time: the record of an earlier try must not pass for this one's.
image="try-$(date -u +%Y%m%dT%H%M%SZ).png"
record="$image.json"
images="${CAM_IMAGES_CONTAINER:-images}"
predictions="${CAM_PREDICTIONS_CONTAINER:-predictions}"
overlay="https://$CAM_DATA_ACCOUNT.blob.core.windows.net/${CAM_OVERLAYS_CONTAINER:-overlays}/$image.cam.jpg"
wait_seconds="${CAM_WAIT_SECONDS:-10}"

login=(--auth-mode login --account-name "$CAM_DATA_ACCOUNT")
upload=(az storage blob upload "${login[@]}" --container-name "$images" --name "$image" --file "$photograph")
show=(az storage blob download "${login[@]}" --container-name "$predictions" --name "$record" --file "artifacts/$record")

if [[ "${CAM_TRY:-}" != 1 ]]; then
  echo 'Try it:'
  echo "  ${upload[*]}"
  echo "  ${show[*]} && cat artifacts/$record"
  echo "The overlay is $overlay, which your browser shows after you open it in the Azure portal; it is not public."
  exit 0
fi

# A role that was given a minute ago may not be in force yet.
for try in {1..30}; do
  if "${upload[@]}" --output none; then
    uploaded=yes
    break
  fi
  echo "The photograph was not accepted ($try of 30)."
  sleep "$wait_seconds"
done
if [[ -z "${uploaded:-}" ]]; then
  fail "$photograph could not be uploaded to $CAM_DATA_ACCOUNT: you need the role Storage Blob Data Contributor there, and the \
network must let you in. See the messages above."
fi

for try in {1..60}; do
  found="$(az storage blob exists "${login[@]}" --container-name "$predictions" --name "$record" --query exists --output tsv || true)"
  if [[ "$found" == true ]]; then
    mkdir -p artifacts
    "${show[@]}" --output none
    cat "artifacts/$record"
    echo
    echo "The overlay is $overlay."
    exit 0
  fi
  echo "Waiting for the record of $image ($try of 60) ..."
  sleep "$wait_seconds"
done
fail "$image was uploaded, but has no record yet: see the app's log stream, and the queues of its storage accounts."
