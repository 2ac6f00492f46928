#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=swarm.sh
. "$boot_dir/swarm.sh"

# The swarm is up when its last master sees every node Ready and every master among the managers.
rm -rf "$run_dir/client"
masters=$(setting number_of_masters)
expected=$((masters + $(node_value number_of_minions)))
if [ "$(node_value index)" != $((masters - 1)) ]; then exit 0; fi

all_ready() {
  docker node ls --format '{{.Status}} {{.Availability}} {{.ManagerStatus}}' >"$run_dir/nodes" || return 1
  [ "$(grep -c '^Ready Active' "$run_dir/nodes")" -ge "$expected" ] && [ "$(grep -c -e Leader -e Reachable "$run_dir/nodes")" -ge "$masters" ]
}
if ! retry $(($(patience) / 2)) 2 all_ready; then
  docker node ls || true
  fail "Of $expected nodes only $(grep -c '^Ready Active' "$run_dir/nodes") became Ready in time."
fi
docker node ls
note "$expected nodes Ready"
