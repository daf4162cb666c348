#!/bin/sh
# run.sh <program> <corpus> <folder for crashes>: fuzzes for STORYMAP_FUZZ_SECONDS. What it finds on the way is thrown
# away; an input that crashes is kept.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$2" "$3"
"$1" -max_total_time="${STORYMAP_FUZZ_SECONDS:-60}" -timeout=10 -print_final_stats=1 -artifact_prefix="$3/" "$work" "$2"
