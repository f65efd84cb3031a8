#!/usr/bin/env bash
# Publishes the application for Azure's machines and packs it into artifacts/camfunctions.zip, the file that azure.yaml tells azd to
# deploy. CAM_MODEL_FILE is a network that 'cam import' or 'cam quantize' wrote, published in place of the default one;
# CAM_PRECISION=float32 publishes the default one in float32 instead of int8. CAM_PUBLISH_AOT=true compiles ahead of time.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=artifacts/publish
package=artifacts/camfunctions.zip

if ! command -v dotnet > /dev/null; then
  echo 'The .NET SDK (dotnet) was not found, which the application is built with: install .NET 10 and run this again.' >&2
  exit 1
fi

options=()
if [[ -n "${CAM_MODEL_FILE:-}" ]]; then
  if [[ ! -f "$CAM_MODEL_FILE" ]]; then
    echo "CAM_MODEL_FILE names $CAM_MODEL_FILE, which is not a file: write it with 'cam import', or give its full path." >&2
    exit 1
  fi
  # MSBuild takes a relative path from the folder of the project.
  options+=("-p:CamModelFile=$(cd "$(dirname "$CAM_MODEL_FILE")" && pwd)/$(basename "$CAM_MODEL_FILE")")
fi
if [[ -n "${CAM_PRECISION:-}" ]]; then
  if [[ "$CAM_PRECISION" != int8 && "$CAM_PRECISION" != float32 ]]; then
    echo "CAM_PRECISION is $CAM_PRECISION; it must be int8 or float32." >&2
    exit 1
  fi
  options+=("-p:CamPrecision=$CAM_PRECISION")
fi
if [[ "${CAM_PUBLISH_AOT:-}" == true ]]; then
  if [[ "$(uname -sm)" != 'Linux x86_64' ]]; then
    echo 'CAM_PUBLISH_AOT works on x64 Linux only, because the native compiler writes programs for its own system: unset it.' >&2
    exit 1
  fi
  options+=(-p:PublishAot=true)
fi

# Files of an earlier publish would be deployed with the rest, and an earlier package in place of one that failed.
rm -rf "$folder" "$package"
dotnet publish Functions --configuration Release --output "$folder" ${options[@]+"${options[@]}"}

# Checks that Azure's machines can start it; the publishing above has built the command.
dotnet run --no-build --configuration Release --project Cli -- package "$folder" --out "$package"
