# shellcheck shell=bash
# The network of the machines that really boot: the bridge `jbext` is the cloud's network `public`, hypervisor/fabric.py makes the rest.

# What the kernel gives to one machine is shared by all nodes here. Only ever raised, and left so.
MACHINE_LIMITS=(fs.inotify.max_user_instances=8192 fs.inotify.max_user_watches=1048576 kernel.pid_max=4194303 fs.file-max=1048576)

raise_limits() {
  local pair
  for pair in "${MACHINE_LIMITS[@]}"; do
    [ "$(sysctl -n "${pair%=*}")" -ge "${pair#*=}" ] || sysctl -qw "$pair" || die "$pair could not be set."
  done
}

# Groups of version 2 refuse processes beside groups: the nodes would need a place at the root, which systemd or a container's host holds.
tell_of_control_groups() {
  grep -q '^[^ ]* [^ ]* cgroup [^ ]*\bmemory\b' /proc/mounts ||
    say 'this machine has control groups of version 2 only: servers of images that really boot become ERROR, all others work (systemd.unified_cgroup_hierarchy=0 on the kernel command line, where the kernel has version 1, brings the others back)'
}

fabric_configure() {
  mkdir -p "$STATE/fabric"
  [ -e /sys/class/net/jbext ] || ip link add jbext type bridge || die "the bridge jbext could not be made."
  # Else it would take the address of one of its ports, another each time, and the nodes would lose sight of it.
  ip link set jbext address 02:6a:62:00:00:01
  ip address replace "$GATEWAY_ADDRESS/16" dev jbext
  ip link set jbext up
  raise_limits
  tell_of_control_groups
}

fabric_start() {
  PYTHONUNBUFFERED=1 start fabric /usr/bin/python3 "$HERE/hypervisor/fabric.py" "$NODES" "$STATE/fabric" "${PORT[mariadb]}" "$(haproxy_program)"
}

fabric_end() { # no container, namespace, mount or control group of this home is left; the nodes' disks stay
  /usr/bin/python3 "$HERE/hypervisor/end.py" "$NODES" >"$LOG/end.log" 2>&1 || say "nodes could not be ended: $(tail -n 1 "$LOG/end.log")"
  rm -rf "$NODES/.removed"
  # While another home's cloud runs, the bridge is its own.
  [ ! -e /sys/class/net/jbext ] || listening "${PORT[mariadb]}" || ip link delete jbext
}
