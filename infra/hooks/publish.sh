#!/usr/bin/env bash
# Publishes the application for Azure to artifacts/publish, the folder that azure.yaml names.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=artifacts/publish

# Files of an earlier publish would be deployed too.
rm -rf "$folder"

options=()
if [[ "$(uname -sm)" != 'Linux x86_64' ]]; then
  # Native compilation works only for the same operating system; elsewhere, publish ReadyToRun code with the runtime.
  options=(-p:PublishAot=false -p:PublishReadyToRun=true)
fi
dotnet publish Functions --configuration Release --runtime linux-x64 --self-contained --output "$folder" ${options[@]+"${options[@]}"}

for file in CamFunctions host.json LocalizeImage/function.json model/resnet50-cam.onnx; do
  if [[ ! -f "$folder/$file" ]]; then
    echo "The published folder $folder lacks $file: see the output of 'dotnet publish', and run it again." >&2
    exit 1
  fi
done

# A developer's settings do not belong in the app, and may contain a connection string.
rm -f "$folder/local.settings.json"
