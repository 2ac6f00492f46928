#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=swarm.sh
. "$boot_dir/swarm.sh"

# A minion joins with a token that a master gives it (join-token-server). It knows the cluster's authority, so that it
# gives the bootstrap token to nobody else, and has no key of it.
if [ "$(swarm_state)" = active ]; then exit 0; fi
umask 077
secret ca_certificate >"$run_dir/ca.pem"
printf 'Authorization: Bearer %s\n' "$(secret bootstrap_token)" >"$run_dir/join-header"

join_by() {
  token=$(curl --silent --show-error --fail --noproxy '*' --connect-timeout 5 --max-time 25 --cacert "$run_dir/ca.pem" \
    --header "@$run_dir/join-header" "https://$1:$(setting join_port)/minion") || return 1
  if docker swarm join --token "$token" --advertise-addr "$(node_value address)" "$1:2377"; then return 0; fi
  sleep 5
  if [ "$(swarm_state)" = active ]; then return 0; fi
  docker swarm leave --force >/dev/null 2>&1 || true
  return 1
}
join_swarm() {
  for manager in $(setting master_addresses); do
    if join_by "$manager"; then return 0; fi
  done
  return 1
}
retry $(($(patience) / 3)) 3 join_swarm || fail "No master of the swarm gave this minion a join token in time, or took it in."
rm -f "$run_dir/join-header"
note "joined by $manager"
