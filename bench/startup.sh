#!/usr/bin/env bash
# Whole-process time of `cell check` on a file of 300 lines, beside an empty .NET program published with ReadyToRun.
#
#   bench/startup.sh [RUNS]
#
# Four programs in turn, so that what else the machine does falls on all of them: the published `cell` (machine code),
# the managed tool in its `lib` (ReadyToRun), and the empty program built both ways. Medians, and each `cell` beside the
# empty program that is built alike; the goal is on the published `cell` beside the ReadyToRun one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-60}
quiet=(-v quiet --nologo -clp:NoSummary)

out=artifacts/bench
./publish.sh "$out/tool" > /dev/null
dotnet publish bench/Empty -c Release -o "$out/empty" "${quiet[@]}"
dotnet publish bench/Empty -c Release -o "$out/empty-native" --self-contained -p:PublishReadyToRun=false -p:PublishAot=true "${quiet[@]}"
file=bench/three_hundred_lines.cell
native=$out/tool/cell managed=$out/tool/lib/cell
"$native" check "$file" > /dev/null || { echo "bench: $file does not check clean" >&2; exit 1; }

now() { date +%s%N; }
timed() {
  local name=$1 start
  shift
  start=$(now)
  "$@" > /dev/null
  echo $((($(now) - start) / 1000)) >> "$out/$name.us"
}
rm -f "$out"/*.us
for _ in $(seq "$runs"); do
  timed empty "$out/empty/empty"
  timed empty-native "$out/empty-native/empty"
  timed native "$native" check "$file"
  timed managed "$managed" check "$file"
done
median() { sort -n "$out/$1.us" | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
awk -v e="$(median empty)" -v en="$(median empty-native)" -v n="$(median native)" -v m="$(median managed)" -v runs="$runs" 'BEGIN {
  printf "median of %d runs                    time   beside the empty program\n", runs
  printf "empty program, ReadyToRun        %6.1f ms\n", e / 1000
  printf "empty program, machine code      %6.1f ms\n", en / 1000
  printf "cell check, as published         %6.1f ms   %.2f of ReadyToRun (goal: at most 1.5), %.2f of machine code\n", n / 1000, n / e, n / en
  printf "cell check, managed, ReadyToRun  %6.1f ms   %.2f of ReadyToRun\n", m / 1000, m / e }'
