# shellcheck shell=bash
# `status`: each process, and who can sign in. Exit code 0 when all of them run.

memory_mib() { # PID...: proportional set size
  local pid files=()
  [ $# -gt 0 ] || return 0
  for pid in "$@"; do files+=("/proc/$pid/smaps_rollup"); done
  awk '/^Pss:/ { sum += $2 } END { printf "%d", sum / 1024 }' "${files[@]}" 2>/dev/null
}

status() {
  local entry name members memory total=0 down=0
  printf '%-17s %-8s %6s %5s %9s\n' service state pid port 'MiB (PSS)'
  for entry in "${PROCESSES[@]}"; do
    name=${entry%:*}
    if alive "$name"; then
      recorded "$name"
      members=$(members_of "$name")
      # shellcheck disable=SC2086
      memory=$(memory_mib $members)
      total=$((total + ${memory:-0}))
      printf '%-17s %-8s %6s %5s %9s\n' "$name" running "$PID" "${entry#*:}" "$memory"
    else
      down=$((down + 1))
      printf '%-17s %-8s %6s %5s %9s\n' "$name" stopped - "${entry#*:}" -
    fi
  done
  printf '%-17s %-8s %6s %5s %9s\n\n' total '' '' '' "$total"
  if [ $down = ${#PROCESSES[@]} ] && listening "${PORT[keystone]}" && our_seed_answers; then
    echo "Nothing runs from $HOME_DIR, but a test cloud of another folder answers on $KEYSTONE_URL."
  fi
  cat <<X
Sign in at $KEYSTONE_URL, domain Default, every password '$PASSWORD':
  alice     member of demo             rita   reader on demo
  bob       member of demo2            dave   no project
  carol     member of demo and demo2   erin   disabled
  operator  admin on admin, demo, demo2
X
  node_image_status
  [ ! -e "$OPENRC/alice" ] || echo "For the openstack client: . $OPENRC/alice"
  return $((down > 0))
}
