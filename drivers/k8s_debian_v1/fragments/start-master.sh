#!/bin/sh
# shellcheck source=../../common/fragments/node.sh
. /etc/jeroboam/node.sh

# The first master starts the cluster; the others join it as masters once its API answers.
endpoint="$(node_value api_private_address):$(node_value kubernetes_port)"
version=$(setting kube_tag)
prefix=$(setting container_infra_prefix)
name=$(node_value name)
address=$(node_value address)
config=/etc/kubernetes/kubeadm.yaml

# The configuration's version each kubeadm understands.
minor=${version#v1.}
minor=${minor%%.*}
if [ "$minor" -ge 22 ]; then api=kubeadm.k8s.io/v1beta3; else api=kubeadm.k8s.io/v1beta2; fi

put_authorities() {
  mkdir -p /etc/kubernetes/pki/etcd
  cp -a /etc/jeroboam/pki/. /etc/kubernetes/pki/
}
put_authorities

hash=$(openssl x509 -in /etc/jeroboam/pki/ca.crt -pubkey -noout | openssl pkey -pubin -outform der | sha256sum | cut -d ' ' -f 1)
sans=''
for host in 127.0.0.1 "$(node_value api_private_address)" "$(node_value api_public_address)"; do
  if [ -n "$host" ]; then sans="$sans${sans:+, }\"$host\""; fi
done

umask 077
if [ "$(node_value first)" = true ]; then
  cat >"$config" <<CONF
apiVersion: $api
kind: InitConfiguration
bootstrapTokens:
  - token: "$(node_value bootstrap_token)"
    ttl: 24h0m0s
localAPIEndpoint: {advertiseAddress: "$address", bindPort: $(node_value kubernetes_port)}
nodeRegistration: {name: "$name", criSocket: "unix:///run/containerd/containerd.sock"}
---
apiVersion: $api
kind: ClusterConfiguration
clusterName: "$(setting cluster_name)"
kubernetesVersion: "$version"
controlPlaneEndpoint: "$endpoint"
${prefix:+imageRepository: "${prefix%/}"}
networking: {podSubnet: "$(node_value pods_network_cidr)", serviceSubnet: "$(setting service_cluster_ip_range)"}
apiServer: {certSANs: [$sans]}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: "$(setting cgroup_driver)"
CONF
  action='init'
else
  api_answers() { curl --silent --output /dev/null --max-time 5 --cacert /etc/jeroboam/pki/ca.crt "https://$endpoint/readyz"; }
  retry 240 5 api_answers || fail "The cluster's API at $endpoint did not answer within 20 minutes."
  cat >"$config" <<CONF
apiVersion: $api
kind: JoinConfiguration
discovery:
  bootstrapToken: {token: "$(node_value bootstrap_token)", apiServerEndpoint: "$endpoint", caCertHashes: ["sha256:$hash"]}
  timeout: 10m0s
controlPlane:
  localAPIEndpoint: {advertiseAddress: "$address", bindPort: $(node_value kubernetes_port)}
nodeRegistration: {name: "$name", criSocket: "unix:///run/containerd/containerd.sock"}
CONF
  action='join'
fi

# etcd has no leader for some seconds while a member joins: kubeadm may need another try.
for attempt in 1 2 3 4 5; do
  if kubeadm "$action" --config "$config"; then break; fi
  [ "$attempt" -lt 5 ] || fail "kubeadm $action did not succeed in 5 tries."
  kubeadm reset --force
  put_authorities
  sleep $((attempt * 4))
done
rm -f "$config"

# The pod network's manifest comes with the image, so that nothing has to be fetched.
manifest="/usr/share/kubernetes/network/$(node_value network_driver).yaml"
if [ "$action" = init ]; then
  [ -e "$manifest" ] || fail "The image has no $manifest. Use an image made for this driver."
  sed "s#POD_NETWORK_CIDR#$(node_value pods_network_cidr)#g" "$manifest" |
    kubectl --kubeconfig /etc/kubernetes/admin.conf apply --filename -
fi
