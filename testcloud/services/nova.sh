# shellcheck shell=bash
# Nova with its own fake hypervisor: servers are scheduled, get their ports and go ACTIVE, nothing boots.

nova_configure() {
  mkdir -p "$ETC/nova" "$STATE/nova"
  cat >"$ETC/nova/nova.conf" <<X
[DEFAULT]
my_ip = $ADDRESS
host = fake-compute
state_path = $STATE/nova
transport_url = $RABBIT_URL
compute_driver = fake.FakeDriver
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
  entry_point nova-api nova.cmd.api_os_compute
  entry_point nova-conductor nova.cmd.conductor
  entry_point nova-scheduler nova.cmd.scheduler
  entry_point nova-compute nova.cmd.compute
}

nova_schema() {
  /usr/bin/python3 "$HERE/openstack/nova_schema.py" "$ETC/nova/nova.conf" "$(database_url nova_cell0)" "$(database_url nova)" "$RABBIT_URL"
}

nova_start() {
  local part
  for part in conductor api compute scheduler; do
    start "nova-$part" "$BIN/nova-$part" --config-file "$ETC/nova/nova.conf"
  done
}
nova_ready() { wait_for 120 nova-api answers nova-api; }
