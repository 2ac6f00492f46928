#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# What the cluster runs in itself: each manifest that is wanted, with this cluster's values, images from its own
# registry where there is one. The first master applies them, as soon as the API answers.
if ! is first; then exit 0; fi
# shellcheck disable=SC2154 # of node.sh
addons=$boot_dir/addons work=$run_dir/addons
mkdir -p "$work"
kubectl() { command kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }

# value KEY: of the cluster or, where it has none, of this node.
value() {
  found=$(setting "$1")
  if [ -n "$found" ]; then printf '%s' "$found"; else node_value "$1"; fi
}

# wanted MANIFEST: whether it is there, and all its "# when: KEY VALUE" lines hold.
wanted() {
  if [ ! -e "$1" ]; then return 1; fi
  sed -n 's/^# when: //p' "$1" >"$work/when"
  while read -r key wanted; do
    if [ "$(value "$key")" != "$wanted" ]; then return 1; fi
  done <"$work/when"
}

minor=$(setting kube_tag)
minor=${minor#v1.}
minor=${minor%%.*}
prefix=$(setting container_infra_prefix)
cni=$(sed -n 's/^ *bin_dir = "\(.*\)"$/\1/p' /etc/containerd/config.toml 2>/dev/null | head -n 1)
# Fedora and CentOS keep the real file here and links to it elsewhere; a container could not follow them.
certificates=/etc/pki/ca-trust/extracted/pem
bundle=tls-ca-bundle.pem
if [ ! -d "$certificates" ]; then certificates=/etc/ssl/certs bundle=ca-certificates.crt; fi

{
  while read -r name from to image; do
    case $name in '' | '#'*) continue ;; esac
    if [ "$minor" -lt "$from" ] || [ "$minor" -gt "$to" ]; then continue; fi
    if [ -n "$prefix" ]; then image=${prefix%/}/${image##*/}; fi
    echo "s#$name#$image#g"
  done <"$addons/images"
  echo "s#POD_NETWORK_CIDR#$(value pods_network_cidr)#g"
  echo "s#CNI_BIN_DIR#${cni:-/opt/cni/bin}#g"
  echo "s#SSL_CERTS_DIR#$certificates#g"
  echo "s#CLUSTER_NAME#$(setting cluster_uuid)#g"
  echo "s#KEYSTONE_URL#$(setting auth_url)#g"
  echo "s#PROJECT_ID#$(setting project_id)#g"
} >"$work/addons.sed"

# The cloud's own controllers sign in by the cluster's application credential; only this Secret holds it.
if wanted "$addons/cloud-provider.yaml" || wanted "$addons/cinder-csi.yaml"; then
  credential=$(secret cloud_credential_secret)
  [ -n "$credential" ] || fail "The cluster has no application credential, so it cannot use the cloud's volumes and load balancers."
  cat >"$work/cloud.conf" <<CONF
[Global]
auth-url=$(setting auth_url)
region=$(setting region)
user-id=$(setting cloud_user_id)
application-credential-name=jeroboam-$(setting cluster_uuid)
application-credential-secret=$credential
$(if [ -n "$(setting root_ca)" ]; then echo "ca-file=/etc/ssl/certs/$bundle"; fi)

[LoadBalancer]
subnet-id=$(value fixed_subnet)
floating-network-id=$(value external_network)
CONF
  kubectl --namespace kube-system create secret generic cloud-config --from-file="$work/cloud.conf" --dry-run=client --output yaml >"$work/cloud.yaml"
  retry 30 4 kubectl apply --filename "$work/cloud.yaml" || fail "The cluster's access to the cloud could not be stored in it."
  rm -f "$work/cloud.conf" "$work/cloud.yaml"
fi

names=''
for manifest in "$addons"/*.yaml; do
  wanted "$manifest" || continue
  sed --file "$work/addons.sed" "$manifest" >"$work/addon.yaml"
  # The API may be away for seconds while another master joins.
  retry 30 4 kubectl apply --filename "$work/addon.yaml" ||
    fail "The add-on $(basename "$manifest" .yaml) could not be applied."
  names="$names${names:+, }$(basename "$manifest" .yaml)"
done
note "${names:-none}"
