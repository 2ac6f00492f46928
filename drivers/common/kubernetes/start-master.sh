#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh
# shellcheck source=kubeadm.sh
. "$boot_dir/kubeadm.sh"

# The first master starts the cluster, the others join it, and its etcd one after the other. Each has the authorities' keys.
address=$(node_value address)
port=$(api_bind_port)
config=$run_dir/kubeadm.yaml
etcd_options=''
# Kubernetes' own choice lies in /usr, where a system may be read-only and the controller manager would not start.
plugins=/var/lib/kubelet/volumeplugins
api=$(kubeadm_api)
put_authorities

write_init() {
  prefix=$(image_prefix)
  repository=''
  if [ -n "$prefix" ]; then repository="imageRepository: \"$prefix\""; fi
  sans=''
  for host in 127.0.0.1 localhost "$(setting api_private_address)" "$(setting api_public_address)" $(setting master_addresses); do
    if [ -n "$host" ]; then sans="$sans${sans:+, }\"$host\""; fi
  done
  api_options=$(setting kubeapi_options)
  volumes='[]'
  if is keystone_auth_enabled; then
    folder=/etc/kubernetes/keystone-auth
    api_options="$api_options --authentication-token-webhook-config-file=$folder/webhook.yaml"
    volumes="[{name: keystone-auth, hostPath: $folder, mountPath: $folder, readOnly: true, pathType: Directory}]"
  fi
  gates=''
  case $(kube_minor) in 27 | 28) gates='featureGates: {EtcdLearnerMode: true}' ;; esac
  cat <<CONF
apiVersion: $api
kind: InitConfiguration
bootstrapTokens:
  - token: "$(secret bootstrap_token)"
    ttl: $(setting bootstrap_token_seconds)s
localAPIEndpoint: {advertiseAddress: "$address", bindPort: $port}
$(node_registration)
---
apiVersion: $api
kind: ClusterConfiguration
clusterName: "$(setting cluster_name)"
kubernetesVersion: "$(setting kube_tag)"
controlPlaneEndpoint: "$(api_endpoint)"
$repository
$gates
etcd: {local: {extraArgs: $(extra_args "$etcd_options")}}
networking: {podSubnet: "$(setting pods_network_cidr)", serviceSubnet: "$(setting service_cluster_ip_range)"}
apiServer:
  certSANs: [$sans]
  extraArgs: $(extra_args "$api_options")
  extraVolumes: $volumes
controllerManager: {extraArgs: $(extra_args "--flex-volume-plugin-dir=$plugins $(setting kubecontroller_options)")}
scheduler: {extraArgs: $(extra_args "$(setting kubescheduler_options)")}
---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
cgroupDriver: "$(setting cgroup_driver)"
volumePluginDir: $plugins
serializeImagePulls: false
# A node whose network has come is Ready soon; one where nothing changes says so as seldom as ever.
nodeStatusUpdateFrequency: 3s
nodeStatusReportFrequency: 5m
---
apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
clusterCIDR: "$(setting pods_network_cidr)"
# The node's own preparation has set the limit.
conntrack: {maxPerCore: 0, min: 0}
CONF
}

# A master that comes after the token's end has the authority's key to find the cluster with; kubeadm takes 5 s longer then.
write_join() {
  discovery="file: {kubeConfigPath: \"$run_dir/admin.conf\"}"
  if wait_for 60 token_known; then discovery=$(by_token); fi
  cat <<CONF
apiVersion: $api
kind: JoinConfiguration
discovery: {$discovery}
controlPlane:
  localAPIEndpoint: {advertiseAddress: "$address", bindPort: $port}
$(node_registration)
CONF
}

# ask_etcd ACTION JSON: of whichever member answers first (etcd's API v3 over JSON). ID numbers are strings in it.
ask_etcd() {
  folder=/etc/kubernetes/pki/etcd
  for master in $(setting master_addresses); do
    if curl --silent --fail --noproxy '*' --max-time 8 --cacert "$folder/ca.crt" --cert "$folder/peer.crt" --key "$folder/peer.key" --data "$2" "https://$master:2379/v3/cluster/member/$1"; then
      return 0
    fi
  done
  return 1
}
members() { ask_etcd list '{}' | tr '{' '\n' | grep '"ID"'; }
own_member() { members | grep "\"https://$address:2380\""; }
id_of() { printf '{"ID": "%s"}' "$(printf '%s\n' "$1" | sed 's/.*"ID":"\([0-9]*\)".*/\1/')"; }

# etcd refuses while a member is not connected to all others for 5 s.
add_learner() { ask_etcd add "{\"peerURLs\": [\"https://$address:2380\"], \"isLearner\": true}" >/dev/null; }

# enter_etcd: as a learner (etcd 3.4), which counts for no majority. With a second voter that does not run yet, etcd has no
# leader for seconds, API servers close their watches, and some controllers and kube-proxies hear nothing for minutes after.
# kubeadm does the same from 1.27 on, until 1.28 when asked to.
enter_etcd() {
  # What a master with this address has left behind, or the last try.
  old=$(own_member) && { ask_etcd remove "$(id_of "$old")" >/dev/null || return 1; }
  wait_for 60 add_learner || return 1
  cluster=$(members | sed -n 's/.*"name":"\([^"]*\)","peerURLs":\["\([^"]*\)".*/\1=\2/p' | paste -sd ,)
  etcd_options="--initial-cluster=$cluster,$(node_value name)=https://$address:2380 --initial-cluster-state=existing"
  write_init >"$run_dir/etcd.yaml"
  # shellcheck disable=SC2086 # flags
  kubeadm init phase etcd local --config "$run_dir/etcd.yaml" $patches || return 1
  wait_for 240 votes
}

# votes: whether this node's member does; one that has all that the leader has is asked to.
votes() {
  own=$(own_member) || return 1
  case $own in *isLearner*) ask_etcd promote "$(id_of "$own")" >/dev/null ;; esac
}

# Master number i waits until i masters are Ready and etcd has i voters: etcd takes one learner at a time.
predecessors_ready() {
  ask_api "$run_dir/admin.pem" '/api/v1/nodes?labelSelector=node-role.kubernetes.io/control-plane&pretty=true' >"$run_dir/masters" || return 1
  [ "$(ready_nodes <"$run_dir/masters")" -ge "$(node_value index)" ] && [ "$(members | grep -vc isLearner)" -ge "$(node_value index)" ]
}

# In two parts. What others need not wait for comes first: when the turn comes, a kubelet runs that starts the new member of
# etcd at once.
join_masters() {
  # kubeadm refuses to join where a node of this name is Ready: that of the last try, or of the machine before this one.
  kubectl --kubeconfig "$run_dir/admin.conf" delete node "$(node_value name)" --ignore-not-found --wait=false || return 1
  # A kubelet that finds no such folder looks for it again when it pleases.
  mkdir -p /etc/kubernetes/manifests
  # shellcheck disable=SC2086 # flags
  kubeadm join --config "$config" $ignored --skip-phases=control-plane-prepare/control-plane,control-plane-join || return 1
  wait_for 60 curl --silent --fail --output /dev/null --noproxy '*' http://127.0.0.1:10248/healthz || return 1
  wait_for 1200 predecessors_ready || fail "The masters before this one did not become ready within 20 minutes."
  done_already=preflight,control-plane-prepare/certs,control-plane-prepare/kubeconfig,kubelet-start
  if [ "$(kube_minor)" -lt 27 ]; then
    enter_etcd || return 1
    done_already=$done_already,control-plane-join/etcd
  fi
  # shellcheck disable=SC2086 # flags
  kubeadm join --config "$config" $patches "--skip-phases=$done_already"
}

umask 077
secret ca_certificate >"$run_dir/ca.crt"
# kubeadm wants the image of CoreDNS even where the cluster has none; the kubelet pulls whatever is really needed.
ignored=''
if ! is dns_enabled; then ignored='--ignore-preflight-errors=ImagePull'; fi

# kubeadm up to 1.21 asks 100 MiB of ephemeral storage for etcd. A kubelet that has just registered counts none yet,
# refuses that pod for ever, and the cluster has lost its quorum.
patches=''
if [ "$(kube_minor)" -lt 22 ]; then
  mkdir -p "$run_dir/patches"
  echo 'spec: {containers: [{name: etcd, resources: {requests: {ephemeral-storage: null}}}]}' >"$run_dir/patches/etcd+strategic.yaml"
  patches="--experimental-patches=$run_dir/patches"
fi
# A first master that was made anew finds its cluster running, and must not start another one.
if is first && ! api_answers "$run_dir/ca.crt"; then
  write_init >"$config"
  skip='--skip-token-print'
  if ! is dns_enabled; then skip="$skip --skip-phases=addon/coredns"; fi
  # shellcheck disable=SC2086 # flags
  try_anew kubeadm init --config "$config" $skip $ignored $patches || fail "kubeadm init did not succeed in 5 tries. The last lines of its log say why."
else
  kubeadm init phase kubeconfig admin --kubeconfig-dir "$run_dir" --control-plane-endpoint "$(api_endpoint)" --kubernetes-version "$(setting kube_tag)" >/dev/null
  sed -n 's/^ *client-\(certificate\|key\)-data: //p' "$run_dir/admin.conf" | while read -r data; do echo "$data" | base64 -d; done >"$run_dir/admin.pem"
  wait_for 1200 api_answers "$run_dir/ca.crt" || fail "The cluster's API at $(api_endpoint) did not answer within 20 minutes."
  write_join >"$config"
  try_anew join_masters || fail "kubeadm join did not succeed in 5 tries. The last lines of its log say why."
fi
rm -f "$config" "$run_dir/etcd.yaml" "$run_dir/admin.conf" "$run_dir/admin.pem"
