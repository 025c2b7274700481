#!/usr/bin/env bash
# Builds the tool as it is given to people: a folder with `cell`, compiled to machine code, and `lib`, the managed tool
# that it hands `build`, `run` and the rest to. The machine that runs it needs the .NET 10 runtime.
#
#   ./publish.sh [FOLDER]      default: artifacts/cell
#
# Needs the .NET 10 SDK, and a C compiler to link machine code with. Without one, `cell` is the managed tool itself,
# which answers the same and starts more slowly.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
out=${1:-artifacts/cell}
quiet=(--nologo -v quiet -clp:NoSummary)

mkdir -p "$out"
dotnet publish src/Cli -c Release -o "$out/lib" "${quiet[@]}"
rm -f "$out/cell"
if command -v clang > /dev/null || command -v gcc > /dev/null; then
  dotnet publish src/Front -c Release -o artifacts/front "${quiet[@]}"
  cp artifacts/front/cell "$out/cell"
else
  echo "publish.sh: neither clang nor gcc is here, so \`cell\` is the managed tool" >&2
  ln -s lib/cell "$out/cell"
fi
"$out/cell" --version
