#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# A minion joins once the API answers. It has no key of any authority.
umask 077
ca=$run_dir/ca.crt
secret ca_certificate >"$ca"
retry 600 2 api_answers "$ca" || fail "The cluster's API at $(api_endpoint) did not answer within 20 minutes."

config=$run_dir/kubeadm.yaml
cat >"$config" <<CONF
apiVersion: $(kubeadm_api)
kind: JoinConfiguration
discovery:
  bootstrapToken: {token: "$(secret bootstrap_token)", apiServerEndpoint: "$(api_endpoint)", caCertHashes: ["sha256:$(authority_hash)"]}
$(node_registration)
CONF
try_anew kubeadm join --config "$config" || fail "kubeadm join did not succeed in 5 tries. The last lines of its log say why."
rm -f "$config"
