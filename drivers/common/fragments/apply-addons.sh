#!/bin/sh
# shellcheck source=node.sh
. /etc/jeroboam/node.sh

# What the cluster runs in itself: each manifest that was laid down, with this cluster's values, images from
# its own registry where there is one. Runs on the first master, as soon as the API answers.
addons=/etc/jeroboam/addons
kubectl() { command kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }

minor=$(setting kube_tag)
minor=${minor#v1.}
minor=${minor%%.*}
prefix=$(setting container_infra_prefix)
cni=$(sed -n 's/^ *bin_dir = "\(.*\)"$/\1/p' /etc/containerd/config.toml 2>/dev/null | head -n 1)
# Fedora and CentOS keep the real file here and links to it elsewhere; a container would not follow them.
certificates=/etc/pki/ca-trust/extracted/pem
if [ ! -d "$certificates" ]; then certificates=/etc/ssl/certs; fi

substitutions=/var/lib/jeroboam/addons.sed
{
  while read -r name from to image; do
    case $name in '' | '#'*) continue ;; esac
    if [ "$minor" -lt "$from" ] || [ "$minor" -gt "$to" ]; then continue; fi
    if [ -n "$prefix" ]; then image=${prefix%/}/${image##*/}; fi
    echo "s#$name#$image#g"
  done <"$addons/images"
  echo "s#POD_NETWORK_CIDR#$(node_value pods_network_cidr)#g"
  echo "s#CNI_BIN_DIR#${cni:-/opt/cni/bin}#g"
  echo "s#SSL_CERTS_DIR#$certificates#g"
  echo "s#CLUSTER_NAME#$(setting cluster_uuid)#g"
  echo "s#KEYSTONE_URL#$(setting auth_url)#g"
  echo "s#PROJECT_ID#$(setting project_id)#g"
} >"$substitutions"

# The cloud's own controllers sign in by the cluster's application credential; only this Secret holds it.
if [ -s "$addons/cloud-provider.yaml" ] || [ -s "$addons/cinder-csi.yaml" ]; then
  secret=$(node_value cloud_credential_secret)
  [ -n "$secret" ] || fail "The cluster has no application credential, so it cannot use the cloud's volumes and load balancers."
  umask 077
  cat >"$addons/cloud.conf" <<CONF
[Global]
auth-url=$(setting auth_url)
region=$(setting region)
user-id=$(setting cloud_user_id)
application-credential-name=$(setting cloud_credential_name)
application-credential-secret=$secret

[LoadBalancer]
subnet-id=$(node_value fixed_subnet)
floating-network-id=$(node_value external_network)
CONF
  kubectl --namespace kube-system create secret generic cloud-config --from-file="$addons/cloud.conf" --dry-run=client --output yaml |
    kubectl apply --filename -
  rm -f "$addons/cloud.conf"
fi

for manifest in "$addons"/*.yaml; do
  if [ ! -s "$manifest" ]; then continue; fi
  sed --file "$substitutions" "$manifest" >"$state_dir/addon.yaml"
  # The API may be away for seconds while another master joins.
  retry 30 4 kubectl apply --filename "$state_dir/addon.yaml" ||
    fail "The add-on $(basename "$manifest" .yaml) could not be applied."
done
