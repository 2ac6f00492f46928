#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=swarm.sh
. "$boot_dir/swarm.sh"

# The first master starts the swarm, the others join it one after the other: while the second one comes, the two must
# agree on everything, and a third would only add to the wait.
address=$(node_value address)
port=2377

# found_elsewhere: another master that is in the swarm already, in $manager. For a first master that was made anew.
found_elsewhere() {
  for manager in $(setting master_addresses); do
    if [ "$manager" = "$address" ]; then continue; fi
    if [ "$(docker_at "$manager" info --format '{{.Swarm.ControlAvailable}}' 2>/dev/null)" = true ]; then return 0; fi
  done
  return 1
}

start_swarm() {
  set -- --advertise-addr "$address" --listen-addr "$address:$port"
  pool=$(setting overlay_address_pool)
  if [ -n "$pool" ]; then set -- "$@" --default-addr-pool "$pool" --default-addr-pool-mask-length "$(setting overlay_subnet_prefix)"; fi
  docker swarm init "$@" >/dev/null || fail "docker swarm init did not succeed. The last lines of its log say why."
}

# As many managers as stand before this one, all of them reachable.
predecessors_ready() {
  found_elsewhere || return 1
  docker_at "$manager" node ls --filter role=manager --format '{{.ManagerStatus}}' >"$run_dir/managers" 2>/dev/null || return 1
  [ "$(grep -c -e Leader -e Reachable "$run_dir/managers")" -ge "$(node_value index)" ]
}

join_swarm() {
  found_elsewhere || return 1
  token=$(docker_at "$manager" swarm join-token --quiet manager) || return 1
  if docker swarm join --token "$token" --advertise-addr "$address" --listen-addr "$address:$port" "$manager:$port"; then return 0; fi
  # Docker goes on by itself when the answer was only late.
  sleep 5
  if [ "$(swarm_state)" = active ]; then return 0; fi
  docker swarm leave --force >/dev/null 2>&1 || true
  return 1
}

if [ "$(swarm_state)" = active ]; then exit 0; fi
if is first && ! found_elsewhere; then
  start_swarm
  note 'swarm started'
else
  if ! is first; then
    retry $(($(patience) / 2)) 2 predecessors_ready || fail "The masters before this one did not become managers of the swarm in time."
  fi
  retry 20 5 join_swarm || fail "This master could not join the swarm in 20 tries. The last lines of its log say why."
  note "joined by $manager"
fi
