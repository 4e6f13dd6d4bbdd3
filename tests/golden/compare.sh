#!/usr/bin/env bash
# Do two builds of the program answer the same? Asks both every question of `commands.txt`, in every
# format, over the sample and over the reports of FINDINGS_REPORTS where that is set, and compares
# what they print, to both outputs, and their exit codes, byte for byte; times are masked.
#
#     tests/golden/compare.sh OLD NEW [FOLDER]
#
# OLD and NEW are two builds of the program; what they printed is left in FOLDER, a temporary one
# if none is named. It ends with 1 if an answer differs. It is no part of `cargo test`: it needs two
# builds, and is run when code is rebuilt and nothing that users see should change.
set -euo pipefail

if [ $# -lt 2 ]; then
  sed -n '2,11s/^# \{0,1\}//p' "$0"
  exit 2
fi
project=$(cd "$(dirname "$0")/../.." && pwd)
old=$(realpath "$1") new=$(realpath "$2")
folder=${3:-$(mktemp -d)}
mkdir -p "$folder"
folder=$(realpath "$folder")

# Masks times, and the folder that a build was asked in.
mask() { sed -E "s#$folder/(old|new)#FOLDER#g"';s/[0-9]+(\.[0-9]+)? ?(µs|ms|s)\b/TIME/g; s/"(seconds|milliseconds|micros|elapsed|created|when)": ?[^,}]+/"\1":TIME/g; s/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?/TIME/g'; }

# Writes the commands out: `<a|b>` in a line stands for a line with each of them.
commands() {
  local line
  grep -v '^#' "$project/tests/golden/commands.txt" | while IFS= read -r line; do
    expand "$line"
  done
}

expand() {
  local line=$1
  local choices='^([^<]*)<([^>]*)>(.*)$'
  if [[ $line =~ $choices ]]; then
    local before=${BASH_REMATCH[1]} behind=${BASH_REMATCH[3]} choice
    while IFS= read -r choice; do
      expand "$before$choice$behind"
    done < <(tr '|' '\n' <<< "${BASH_REMATCH[2]}")
  elif [ -n "$line" ]; then
    printf '%s\n' "$line"
  fi
}

# Asks one build everything, in a folder of its own, so that the paths it prints are the same.
ask() {
  local build=$1 work=$folder/$2 corpus number=0 command
  rm -rf "$work"
  mkdir -p "$work"
  cd "$work"
  cp "$project"/tests/golden/files/* .
  ln -s "$project/corpus" sample
  ln -s "$project/docs" docs
  [ -z "${FINDINGS_REPORTS:-}" ] || ln -s "$FINDINGS_REPORTS" reports
  export FINDINGS_CONFIG=/dev/null NO_COLOR=1
  unset FINDINGS_INDEX
  for corpus in sample reports; do
    [ -e "$corpus" ] || continue
    mkdir "$corpus.answers"
    FINDINGS_INDEX=$corpus.index "$build" ingest "$corpus" --gazetteer sample/gazetteer.csv \
      > "$corpus.answers/0" 2>&1 || true
    commands | while IFS= read -r command; do
      number=$((number + 1))
      {
        printf '$ findings %s\n' "$command"
        eval "FINDINGS_INDEX=$corpus.index '$build' $command" 2> stderr < /dev/null || printf 'exit %s\n' $?
        cat stderr
      } > "$corpus.answers/$number" || true
    done
    for answer in "$corpus.answers"/*; do
      mask < "$answer" > masked
      mv masked "$answer"
    done
  done
}

(ask "$old" old) &
(ask "$new" new)
wait
cd "$folder"
asked=$(find new -path '*.answers/*' -type f | wc -l)
if diff -rq old new -x '*.index' > differing 2>&1; then
  echo "$asked answers, all the same"
else
  grep -c . differing | sed "s/$/ of $asked answers differ; they are in ${folder//\//\\/}:/"
  head -n 20 differing
  exit 1
fi
