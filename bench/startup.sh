#!/usr/bin/env bash
# Whole-process time of `cell check` on a file of 300 lines beside an empty .NET program, both published with
# ReadyToRun. Runs alternate, so that what else the machine does falls on both. Usage: bench/startup.sh [RUNS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-60}

out=artifacts/bench
for project in src/Cli bench/Empty; do
  dotnet publish "$project" -c Release -o "$out/$(basename "$project")" -v quiet --nologo -clp:NoSummary
done
cell=$out/Cli/cell empty=$out/Empty/empty file=bench/three_hundred_lines.cell

"$cell" check "$file" > /dev/null || { echo "bench: $file does not check clean" >&2; exit 1; }

now() { date +%s%N; }
timed() {
  local start
  start=$(now)
  "$@" > /dev/null
  echo $((($(now) - start) / 1000))
}
: > "$out/empty.us"; : > "$out/cell.us"
for _ in $(seq "$runs"); do
  timed "$empty" >> "$out/empty.us"
  timed "$cell" check "$file" >> "$out/cell.us"
done
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
awk -v c="$(median "$out/cell.us")" -v e="$(median "$out/empty.us")" -v n="$runs" 'BEGIN {
  printf "cell check (300 lines)  %.1f ms\nempty program           %.1f ms\nratio                   %.2f (goal: at most 1.5; median of %d runs)\n", c / 1000, e / 1000, c / e, n }'
