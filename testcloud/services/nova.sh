# shellcheck shell=bash
# Nova with a hypervisor of ours, openstack/jeroboam_testcloud/nova.py.

nova_most_nodes() { # how many machines may run at once: a GiB for each, after what everything else here needs
  awk -v most="$MOST_NODES" '/^MemTotal:/ { fit = int($2 / 1024 / 1024) - 6; if (fit < 2) fit = 2; print(fit < most ? fit : most) }' /proc/meminfo
}

nova_configure() {
  mkdir -p "$ETC/nova" "$STATE/nova"
  cat >"$ETC/nova/nova.conf" <<X
[DEFAULT]
my_ip = $ADDRESS
host = fake-compute
state_path = $STATE/nova
transport_url = $RABBIT_URL
compute_driver = jeroboam_testcloud.nova.Hypervisor
# a server whose image is still being prepared counts as a build, too
max_concurrent_builds = 50
enabled_apis = osapi_compute
osapi_compute_listen = $ADDRESS
osapi_compute_workers = 1
reserved_host_memory_mb = 0
graceful_shutdown_timeout = 3
# else the first round of each periodic task waits up to a minute
periodic_fuzzy_delay = 0
[api]
auth_strategy = keystone
[wsgi]
api_paste_config = /usr/share/nova-common/api-paste.ini
[scheduler]
workers = 1
# a hypervisor counts only once it is mapped to its cell, and it can be mapped only once it has reported in
discover_hosts_in_cells_interval = 2
[conductor]
workers = 1
[filter_scheduler]
enabled_filters = ComputeFilter,ComputeCapabilitiesFilter,ImagePropertiesFilter,ServerGroupAntiAffinityFilter,ServerGroupAffinityFilter
[quota]
instances = -1
cores = -1
ram = -1
key_pairs = -1
server_groups = -1
server_group_members = -1
metadata_items = -1
injected_files = -1
[vnc]
enabled = false
[placement]
$(service_login nova)
[neutron]
$(service_login nova)
[glance]
api_servers = http://$ADDRESS:${PORT[glance]}
[service_user]
send_service_user_token = true
$(service_login nova)
$(token_check_sections nova)
$(database_section nova)
$(database_section nova_api api_database)
X
  entry_point nova-api jeroboam_testcloud.nova_api
  entry_point nova-conductor nova.cmd.conductor
  entry_point nova-scheduler nova.cmd.scheduler
  # Nova looks for drivers below nova.virt only.
  printf '%s\n' '#!/usr/bin/python3' 'import sys' 'from nova.cmd.compute import main' 'import nova.virt' \
    "nova.virt.__path__.append('$HERE/openstack')" 'sys.exit(main())' >"$BIN/nova-compute"
  chmod 755 "$BIN/nova-compute"
}

nova_schema() {
  /usr/bin/python3 "$HERE/openstack/nova_schema.py" "$ETC/nova/nova.conf" "$(database_url nova_cell0)" "$(database_url nova)" "$RABBIT_URL"
}

nova_start() {
  local part
  export TESTCLOUD_MOST_NODES TESTCLOUD_IGNITION
  TESTCLOUD_MOST_NODES=$(nova_most_nodes)
  TESTCLOUD_IGNITION=$(unpacked_program ignition)/usr/lib/dracut/modules.d/30ignition/ignition
  for part in conductor api compute scheduler; do
    PYTHONPATH=$HERE:$HERE/openstack start "nova-$part" "$BIN/nova-$part" --config-file "$ETC/nova/nova.conf"
  done
}
nova_ready() { wait_for 120 nova-api answers nova-api; }
