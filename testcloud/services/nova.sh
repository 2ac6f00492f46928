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
[api]
auth_strategy = keystone
[wsgi]
api_paste_config = /usr/share/nova-common/api-paste.ini
[scheduler]
workers = 1
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

nova_manage() { nova-manage --config-file "$ETC/nova/nova.conf" "$@"; }

nova_schema() {
  nova_manage api_db sync &&
    nova_manage cell_v2 map_cell0 --database_connection "$(database_url nova_cell0)" &&
    nova_manage db sync &&
    { nova_manage cell_v2 list_cells | grep -q cell1 ||
      nova_manage cell_v2 create_cell --name cell1 --database_connection "$(database_url nova)" --transport-url "$RABBIT_URL"; }
}

nova_start() {
  local part
  for part in conductor api compute scheduler; do
    start "nova-$part" "$BIN/nova-$part" --config-file "$ETC/nova/nova.conf"
  done
}
nova_ready() { wait_for 120 nova-api answers nova-api; }

# The scheduler sees a hypervisor only once it is mapped to its cell, and it can be mapped only once it has reported in.
nova_map_host() { nova_manage cell_v2 discover_hosts; }
