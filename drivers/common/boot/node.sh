#!/bin/sh
# Sourced first by run-steps and by every step. All input lies in /etc/jeroboam, written by the node's user_data:
# settings.json (the cluster's), node.json (this node's), secrets.json (keys and tokens this role needs).
# shellcheck shell=sh
set -eu
umask 022
# First what a step has fetched; Flatcar up to 3760 has its container runtime in a folder of its own.
export PATH="/opt/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/torcx/bin"
export LC_ALL=C

# shellcheck disable=SC2034 # for steps
boot_dir=/etc/jeroboam
# Memory: a full disk can still be told of.
run_dir=/run/jeroboam
# shellcheck disable=SC2034 # for steps
state_dir=/var/lib/jeroboam

# setting KEY, node_value KEY, secret KEY: prints the value; of a list one item in each line.
setting() { read_value setting "$1"; }
node_value() { read_value node "$1"; }
secret() { read_value secret "$1"; }

read_value() { eval "printf '%s\n' \"\${${1}_${2}-}\""; }
if [ -r "$run_dir/values" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/values"
fi

# is KEY: whether a setting or a value of this node is true.
is() { [ "$(setting "$1")" = true ] || [ "$(node_value "$1")" = true ]; }

# fail SENTENCE: ends the step; the sentence is what the user reads.
fail() {
  printf '! %s\n' "$1"
  exit 1
}

# run_python ARGUMENT...: whichever the node has; what it runs is good for Python 2, too.
run_python() {
  for interpreter in python3 python /usr/libexec/platform-python; do
    if command -v "$interpreter" >/dev/null; then
      "$interpreter" "$@"
      return
    fi
  done
  return 127
}

# note WORDS: told with the step's "done".
note() { printf '%s' "$1" >"$run_dir/note"; }

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

# wait_for SECONDS COMMAND...: asks each second until it succeeds. By the machine's own count, which no time server moves.
wait_for() {
  until_second=$(($(uptime_seconds) + $1))
  shift
  while ! "$@"; do
    if [ "$(uptime_seconds)" -ge "$until_second" ]; then return 1; fi
    sleep 1
  done
}
uptime_seconds() { cut -d . -f 1 /proc/uptime; }
