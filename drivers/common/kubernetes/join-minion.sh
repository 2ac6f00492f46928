#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# A minion joins once the cluster knows its token. It has no key of any authority.
umask 077
secret ca_certificate >"$run_dir/ca.crt"
wait_for 1200 api_answers "$run_dir/ca.crt" || fail "The cluster's API at $(api_endpoint) did not answer within 20 minutes."
wait_for 300 token_known || fail "The cluster's API answers, but does not take the token of this node: it has ended."

config=$run_dir/kubeadm.yaml
cat >"$config" <<CONF
apiVersion: $(kubeadm_api)
kind: JoinConfiguration
discovery: {$(by_token)}
$(node_registration)
CONF
try_anew kubeadm join --config "$config" || fail "kubeadm join did not succeed in 5 tries. The last lines of its log say why."
rm -f "$config"
