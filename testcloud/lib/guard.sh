# shellcheck shell=bash
# All test clouds use the same ports: at most one runs on a machine. This decides what to do when they are taken.

port_holder() { # PORT: "pid (command)" of who listens there, empty when it cannot be told
  local hex inode link
  printf -v hex '%04X' "$1"
  inode=$(awk -v port=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }' /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [ -n "$inode" ] || return 0
  link=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -print -quit 2>/dev/null)
  link=${link#/proc/}
  [ -z "$link" ] || echo "process ${link%%/*} ($(cat "/proc/${link%%/*}/comm" 2>/dev/null))"
}

# The portal's own user exists in no other cloud: where it can sign in, the cloud is one of ours.
our_seed_answers() {
  curl -s -o /dev/null -f -m 10 -H 'Content-Type: application/json' "$KEYSTONE_URL/auth/tokens" -d '{"auth": {
    "identity": {"methods": ["password"], "password": {"user": {"name": "jeroboam", "domain": {"id": "default"}, "password": "'"$PASSWORD"'"}}},
    "scope": {"project": {"name": "service", "domain": {"id": "default"}}}}}'
}

# shellcheck disable=SC2153
use_cloud_of_another_home() { # ends the program well when there is one
  if [ -n "$(members_of keystone)" ] || ! listening "${PORT[keystone]}"; then return; fi
  our_seed_answers ||
    die "port ${PORT[keystone]} is taken by something that is no test cloud: $(port_holder "${PORT[keystone]}"). Stop it first."
  say "a test cloud of another folder answers on $KEYSTONE_URL and is used as it is; nothing was started here"
  exit 0
}

check_ports() { # that those which we are about to take are free
  local entry name port taken=()
  for entry in "${PROCESSES[@]}" "${EXTRA_PORTS[@]}"; do
    name=${entry%:*} port=${entry#*:}
    [ "$port" != - ] && ! alive "$name" && [ -z "$(members_of "$name")" ] && listening "$port" &&
      taken+=("$port, needed for $name, by $(port_holder "$port")")
  done
  [ ${#taken[@]} = 0 ] || die "these ports are taken: $(printf '%s; ' "${taken[@]}")stop that first."
}
