#!/usr/bin/env bash
# Publishes the application for Azure's machines into artifacts/publish, where azure.yaml tells azd to find it.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=artifacts/publish

# Files of an earlier publish would be deployed with the rest.
rm -rf "$folder"

options=()
if [[ "$(uname -sm)" != 'Linux x86_64' ]]; then
  # The native compiler makes executables for its own system only; from elsewhere, precompiled code on the packed runtime does.
  options=(-p:PublishAot=false -p:PublishReadyToRun=true)
fi
dotnet publish Functions --configuration Release --runtime linux-x64 --self-contained --output "$folder" ${options[@]+"${options[@]}"}

for file in CamFunctions host.json LocalizeImage/function.json model/resnet50-cam.onnx; do
  if [[ ! -f "$folder/$file" ]]; then
    echo "The published folder $folder lacks $file: see what 'dotnet publish' said, and run it again." >&2
    exit 1
  fi
done

# A developer's settings are not the app's, and may hold a connection string.
rm -f "$folder/local.settings.json"
