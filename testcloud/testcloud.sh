#!/bin/bash
# The test cloud: a real OpenStack from Debian's packages on 127.0.0.1.
# testcloud.sh up | down [--wipe] | status | prepare [zookeeper]
set -u
HERE=$(dirname "$(readlink -f "$0")")

if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "testcloud: run this as root." >&2; exit 1; }
  # No question is asked where nobody can answer.
  ask=()
  [ -t 0 ] || ask=(-n)
  exec sudo "${ask[@]}" --preserve-env=TESTCLOUD_HOME,TESTCLOUD_CACHE,TESTCLOUD_HEAT_WORKERS,TESTCLOUD_NODE_DELAY_SECONDS,TESTCLOUD_MOST_NODES,http_proxy,https_proxy,no_proxy "$0" "$@"
fi

# shellcheck source=lib/settings.sh
. "$HERE/lib/settings.sh"
for file in "$HERE"/lib/{progress,processes,packages,sections,guard,cache}.sh "$HERE"/{services,images}/*.sh "$HERE"/{up,down,status}.sh; do
  # shellcheck source=/dev/null
  . "$file"
done

case "${1:-} ${2:-}" in
'up ') up ;;
'down ') down ;;
'down --wipe') down --wipe ;;
'status ') status ;;
'prepare ' | 'prepare zookeeper') prepare "${2:-}" ;;
*)
  echo "usage: testcloud.sh up | down [--wipe] | status | prepare [zookeeper]" >&2
  exit 2
  ;;
esac
