#!/bin/sh
# Sourced by the steps that speak to the swarm.
# shellcheck shell=sh

# docker_at ADDRESS COMMAND...: asks the API of another master, by this master's own certificate
docker_at() {
  at=$1
  shift
  # shellcheck disable=SC2154 # of node.sh
  timeout 20 docker --host "tcp://$at:$(setting api_port)" --tlsverify --tlscacert /etc/docker/tls/ca.pem \
    --tlscert "$run_dir/client/client.pem" --tlskey "$run_dir/client/client-key.pem" "$@"
}

# swarm_state: inactive, pending, active, error or locked
swarm_state() { docker info --format '{{.Swarm.LocalNodeState}}'; }

# seconds that a node may wait for the others: less than Heat waits for the node, so that the sentence is its own
patience() {
  seconds=$(($(setting node_timeout_seconds) - 120))
  if [ "$seconds" -lt 120 ]; then seconds=120; fi
  echo "$seconds"
}
