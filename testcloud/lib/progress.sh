# shellcheck shell=bash
# Progress lines, one-shot jobs in the background, and the one way to give up.

START_TIME=$EPOCHREALTIME
declare -A JOBS

seconds_since() { # EPOCHREALTIME
  awk -v now="$EPOCHREALTIME" -v then="$1" 'BEGIN { printf "%.1f", now - then }'
}

say() { printf '%6s s  %s\n' "$(seconds_since "$START_TIME")" "$*"; }

die() { # SENTENCE [LOG]: says why, shows the end of the log, ends the program
  echo "testcloud: $1" >&2
  if [ -n "${2:-}" ] && [ -s "$2" ]; then
    echo "The end of $2:" >&2
    tail -n 20 "$2" >&2
  fi
  exit 1
}

job() { # NAME command...: runs it in the background with a log of its own
  local name=$1
  shift
  "$@" >"$LOG/job-$name.log" 2>&1 9>&- &
  JOBS[$name]=$!
}

await() { # NAME...: waits for jobs, gives up when one failed
  local name
  for name in "$@"; do
    [ -n "${JOBS[$name]:-}" ] || continue
    wait "${JOBS[$name]}" || die "$name failed." "$LOG/job-$name.log"
    unset "JOBS[$name]"
  done
}

done_once() { [ -e "$STATE/$1.done" ]; }
mark_done() { : >"$STATE/$1.done"; }
