#!/bin/sh
# shellcheck source=../../common/fragments/node.sh
. /etc/jeroboam/node.sh

# A minion joins once the API answers. It has no key of any authority.
endpoint="$(node_value api_private_address):$(node_value kubernetes_port)"
api_answers() { curl --silent --output /dev/null --max-time 5 --cacert /etc/jeroboam/pki/ca.crt "https://$endpoint/readyz"; }
retry 240 5 api_answers || fail "The cluster's API at $endpoint did not answer within 20 minutes."

hash=$(openssl x509 -in /etc/jeroboam/pki/ca.crt -pubkey -noout | openssl pkey -pubin -outform der | sha256sum | cut -d ' ' -f 1)
joined=false
for pause in 3 6 9 12 15; do
  if kubeadm join "$endpoint" --token "$(node_value bootstrap_token)" --discovery-token-ca-cert-hash "sha256:$hash" \
    --node-name "$(node_value name)" --cri-socket unix:///run/containerd/containerd.sock; then
    joined=true
    break
  fi
  kubeadm reset --force
  sleep "$pause"
done
[ "$joined" = true ] || fail "kubeadm join did not succeed in 5 tries."
