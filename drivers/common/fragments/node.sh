#!/bin/sh
# Sourced first by every fragment: stops it at the first error and tells Heat why, in the last lines it wrote.
# Reads /etc/jeroboam/settings.json (the cluster's) and /etc/jeroboam/node.json (this node's).
# shellcheck shell=sh
set -eu

node_dir=/etc/jeroboam
state_dir=/var/lib/jeroboam
log_file=/var/log/jeroboam.log
fragment=${0##*/}

mkdir -p "$state_dir"
# One fragment has failed and told so: the rest would only hide its reason.
if [ -e "$state_dir/failed" ]; then exit 0; fi
umask 022
exec >>"$log_file" 2>&1
echo "== $fragment $(date -u +%FT%TZ)"

# setting KEY, node_value KEY: prints the value; lists come with one item in each line.
setting() { read_json "$node_dir/settings.json" "$1"; }
node_value() { read_json "$node_dir/node.json" "$1"; }

read_json() {
  python3 - "$1" "$2" <<'PYTHON'
import json, sys
with open(sys.argv[1], encoding='utf-8') as file:
    value = json.load(file).get(sys.argv[2], '')
if isinstance(value, bool):
    value = str(value).lower()
print('\n'.join(map(str, value)) if isinstance(value, list) else '' if value is None else value)
PYTHON
}

# report SUCCESS|FAILURE REASON: tells this node's wait condition; keeps trying, the network may come late.
report() {
  python3 - "$1" "$2" "$(hostname)" >"$state_dir/report.json" <<'PYTHON'
import json, sys
status, reason, name = sys.argv[1:]
print(json.dumps({'status': status, 'reason': reason[-800:], 'data': name, 'id': name}))
PYTHON
  for pause in 2 5 10 20 30 60 60 60 60 60; do
    if "$node_dir/signal" "$state_dir/report.json"; then return 0; fi
    sleep "$pause"
  done
  return 1
}

# shellcheck disable=SC2317,SC2329 # called by the trap
on_exit() {
  code=$?
  if [ "$code" -ne 0 ]; then
    touch "$state_dir/failed"
    report FAILURE "$fragment ended with $code: $(tail -n 6 "$log_file")" || true
  fi
}
trap on_exit EXIT

# fail SENTENCE: ends the fragment; the sentence is what the user reads.
fail() {
  echo "$1"
  exit 1
}

# retry TIMES PAUSE COMMAND...: until it succeeds.
retry() {
  times=$1
  pause=$2
  shift 2
  while ! "$@"; do
    times=$((times - 1))
    if [ "$times" -le 0 ]; then return 1; fi
    sleep "$pause"
  done
}
