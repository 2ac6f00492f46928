# shellcheck shell=bash
# Starting, finding and stopping processes without systemd.
# A process is ours when both its pid and its start time are those written when we started it: a pid alone may have
# been given to somebody else since. Environment variables are no mark, uwsgi and setproctitle overwrite them.

birth_of() { # PID: start time in ticks since boot; fails when it is gone or a zombie (pid 1 of a container may not reap)
  local stat
  # shellcheck disable=SC2162
  { read stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  stat=${stat##*) } # the command name before it may hold blanks
  # shellcheck disable=SC2086
  set -- $stat
  [ "$1" != Z ] && echo "${20}"
}

recorded() { # NAME: sets PID and BIRTH from its pid file
  PID='' BIRTH=''
  { read -r PID BIRTH <"$PIDS/$1.pid"; } 2>/dev/null
  [ -n "$BIRTH" ]
}

alive() { # NAME
  local PID BIRTH
  recorded "$1" && [ "$(birth_of "$PID")" = "$BIRTH" ]
}

members_of() { # NAME: pids of every process of its session, the leader (if it still lives) among them
  local PID BIRTH path stat
  recorded "$1" || return 0
  for path in /proc/[0-9]*/stat; do
    { read -r stat <"$path"; } 2>/dev/null || continue
    local pid=${stat%% *}
    stat=${stat##*) }
    # shellcheck disable=SC2086
    set -- $stat
    # state ppid pgrp session ... starttime(20th); a session cannot hold a process older than its leader
    [ "$1" != Z ] && [ "$4" = "$PID" ] && [ "${20}" -ge "$BIRTH" ] && echo "$pid"
  done
  return 0
}

start() { # NAME command...: in a session of its own, so that it outlives this shell; nothing when it runs already
  local name=$1 pid
  shift
  alive "$name" && return 0
  reap "$name"
  setsid nohup "$@" >>"$LOG/$name.log" 2>&1 </dev/null 9>&- &
  pid=$!
  echo "$pid $(birth_of "$pid")" >"$PIDS/$name.pid"
}

reap() { # NAME: ends what is left of a service whose leader has died
  local rest
  rest=$(members_of "$1")
  # shellcheck disable=SC2086
  [ -z "$rest" ] || kill -KILL $rest 2>/dev/null
  rm -f "$PIDS/$1.pid"
}

wait_for() { # SECONDS NAME command...: until the command succeeds; gives up when the process dies first
  local deadline=$((SECONDS + $1)) name=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    alive "$name" || die "$name has died." "$LOG/$name.log"
    [ $SECONDS -lt $deadline ] || die "$name does not answer." "$LOG/$name.log"
    sleep 0.1
  done
}

answers() { # NAME: any HTTP answer below 500
  local code
  code=$(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://$ADDRESS:${PORT[$1]}/")
  [[ $code == [234]* ]]
}

listening() { (: <"/dev/tcp/$ADDRESS/$1") 2>/dev/null; } # PORT

stop() { # NAME...: TERM, ten seconds, then KILL
  local name left round
  for name in "$@"; do
    # The leader alone first: it ends its workers in good order.
    if alive "$name" && recorded "$name"; then kill -TERM "$PID" 2>/dev/null; fi
  done
  for ((round = 0; round < 100; round++)); do
    left=()
    for name in "$@"; do alive "$name" && left+=("$name"); done
    [ ${#left[@]} -gt 0 ] || break
    sleep 0.1
  done
  for name in "$@"; do reap "$name"; done
}
