#!/usr/bin/env bash
# Builds the tool as it is given to people.
#
#   ./publish.sh [FOLDER]                     for this machine; default: artifacts/cell
#   ./publish.sh --tool FOLDER                the package for `dotnet tool install --add-source FOLDER CellDsl.Tool`
#   ./publish.sh --archives FOLDER [SYSTEM…]  one file per system, which needs no .NET: linux-x64 linux-arm64 win-x64
#                                             osx-arm64, or those that are named
#
# The first is a folder with `cell`, compiled to machine code, and `lib`, the managed tool that it hands `build`, `run` and
# the rest to; the machine that runs it needs the .NET 10 runtime. It takes a C compiler to link machine code with. Without
# one, `cell` is the managed tool itself, which answers the same and starts more slowly. So does `cell` in an archive.
#
# Needs the .NET 10 SDK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
quiet=(--nologo -v quiet -clp:NoSummary)
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)

case "${1:-}" in
  --tool)
    dotnet pack src/Cli -c Release -p:PackTool=true -o "${2:?name a folder}" "${quiet[@]}"
    ls "$2/CellDsl.Tool.$version.nupkg"
    exit
    ;;
  --archives)
    out=$(mkdir -p "${2:?name a folder}" && cd "$2" && pwd)
    shift 2
    [ $# -gt 0 ] || set -- linux-x64 linux-arm64 win-x64 osx-arm64
    for system in "$@"; do
      name=cell-$version-$system
      rm -rf "artifacts/archives/$name"
      dotnet publish src/Cli -c Release -r "$system" --self-contained -o "artifacts/archives/$name" "${quiet[@]}"
      cp LICENSE README.md "artifacts/archives/$name"
      # In order of name, without owners and dates: the same build is the same archive.
      tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -C artifacts/archives -cf - "$name" \
        | gzip -n > "$out/$name.tar.gz"
      ls "$out/$name.tar.gz"
    done
    exit
    ;;
  -*)
    echo "publish.sh: unknown option $1 (its head says what there is)" >&2
    exit 2
    ;;
esac

out=${1:-artifacts/cell}
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
"$out/cell" man > "$out/cell.1"
"$out/cell" --version
