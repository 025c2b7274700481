#!/usr/bin/env bash
# Sets up what the tests need, then checks formatting, builds, and runs every test.
#
#   ./test.sh                 everything
#   ./test.sh --accept        the same, and takes new snapshots and baselines as right: read the diff before committing
#   ./test.sh tests/Cli.Tests only these projects, without the formatting check
#
# Ends with one line `N passed, N failed, N skipped`; the exit code is 0 when nothing failed. A formatting or build
# failure counts as one failed test each.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# A fresh system has no ICU; neither the SDK nor the tests need its culture data.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
export NUGET_XMLDOC_MODE=skip

projects=()
for argument in "$@"; do
  case "$argument" in
    --accept) export CELL_ACCEPT=1 ;;
    -h | --help) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 0 ;;
    -*) echo "test.sh: unknown option $argument (see ./test.sh --help)" >&2; exit 2 ;;
    *) projects+=("$argument") ;;
  esac
done

mkdir -p artifacts/test-logs
passed=0 failed=0 skipped=0
finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ]
  exit
}

if ! command -v dotnet > /dev/null; then
  echo "The .NET 10 SDK is not installed: see https://dotnet.microsoft.com/download" >&2
  failed=1
  finish
fi

if [ ${#projects[@]} -eq 0 ]; then
  echo "== formatting"
  if ! dotnet tool restore > artifacts/test-logs/tools.log 2>&1; then
    cat artifacts/test-logs/tools.log
    failed=$((failed + 1))
  elif ! dotnet csharpier check .; then
    echo "Run: dotnet csharpier format ."
    failed=$((failed + 1))
  fi
  projects=(tests/*/*.csproj)
fi

# A real editor drives the language server in one test, which is skipped without it.
if ! command -v nvim > /dev/null && command -v apt-get > /dev/null && [ "$(id -u)" -eq 0 ]; then
  echo "== neovim"
  (apt-get update && apt-get install -y --no-install-recommends neovim) > artifacts/test-logs/neovim.log 2>&1 \
    || echo "it could not be installed: see artifacts/test-logs/neovim.log"
fi

# A debugging client that others wrote drives the debug adapter in one test, which is skipped without it.
if command -v npm > /dev/null; then
  echo "== debug client"
  npm install --prefix tests/Debugger.Tests/Client --no-audit --no-fund > artifacts/test-logs/debug-client.log 2>&1 \
    || echo "it could not be installed: see artifacts/test-logs/debug-client.log"
fi

echo "== build"
if ! dotnet build CellDsl.sln --nologo -v quiet -clp:NoSummary; then
  failed=$((failed + 1))
  finish
fi

# The published `cell` is tested where it can be built: linking machine code needs a C compiler.
if [ ${#projects[@]} -gt 1 ] && { command -v clang || command -v gcc; } > /dev/null; then
  echo "== front"
  if dotnet publish src/Front -c Release -o artifacts/front --nologo -v quiet -clp:NoSummary; then
    export CELL_FRONT=$PWD/artifacts/front/cell
  else
    failed=$((failed + 1))
  fi
fi

# Each project prints its own summary; a run that ends without one has crashed.
summed() { sed -n "s/^ *$1: \([0-9][0-9]*\)$/\1/p" "$log" | tail -n 1; }

for project in "${projects[@]}"; do
  [ -d "$project" ] && project=$(ls "$project"/*.csproj)
  grep -q 'xunit.v3"' "$project" || continue
  name=$(basename "$project" .csproj)
  log=artifacts/test-logs/$name.log
  echo "== $name"
  dotnet test --project "$project" --no-build --no-ansi --no-progress 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  succeeded=$(summed succeeded) wrong=$(summed failed) omitted=$(summed skipped)
  passed=$((passed + ${succeeded:-0}))
  skipped=$((skipped + ${omitted:-0}))
  failed=$((failed + ${wrong:-0}))
  if [ "$code" -ne 0 ] && [ "${wrong:-0}" -eq 0 ]; then
    echo "$name ended with exit code $code and no failed test: counted as one failure"
    failed=$((failed + 1))
  fi
done

finish
