# shellcheck shell=bash
# Neutron without agents: openstack/jeroboam_testcloud/neutron.py stands in for what they would report.

neutron_configure() {
  mkdir -p "$ETC/neutron" "$STATE/neutron"
  cat >"$ETC/neutron/neutron.conf" <<X
[DEFAULT]
bind_host = $ADDRESS
bind_port = ${PORT[neutron]}
transport_url = $RABBIT_URL
state_path = $STATE/neutron
core_plugin = ml2
service_plugins = jeroboam_testcloud.neutron.RouterPlugin
auth_strategy = keystone
api_paste_config = /usr/share/neutron-common/api-paste.ini
api_workers = 1
rpc_workers = 1
notify_nova_on_port_status_changes = true
notify_nova_on_port_data_changes = true
dhcp_agent_notification = false
[quotas]
default_quota = -1
quota_network = -1
quota_subnet = -1
quota_port = -1
quota_router = -1
quota_floatingip = -1
quota_security_group = -1
quota_security_group_rule = -1
[ml2]
type_drivers = flat,vxlan,vlan,local
tenant_network_types = vxlan
mechanism_drivers = jeroboam_testcloud
extension_drivers = port_security
[ml2_type_flat]
flat_networks = physnet1
[ml2_type_vxlan]
vni_ranges = 1:100000
[nova]
$(service_login nova)
[placement]
$(service_login placement)
$(token_check_sections neutron)
$(database_section neutron)
X
}

neutron_schema() {
  PYTHONPATH=$HERE/openstack neutron-db-manage --config-file "$ETC/neutron/neutron.conf" upgrade heads
}
neutron_start() {
  # It starts threads while it loads, so each process must load it by itself (5 s of CPU): the second one comes last.
  PYTHONPATH=$HERE/openstack start_wsgi neutron /usr/bin/neutron-api 2 1 --lazy-apps --cheaper 1 --cheaper-algo manual \
    --master-fifo "$STATE/neutron.fifo" --pyargv "--config-file=$ETC/neutron/neutron.conf"
}
neutron_ready() { wait_for 120 neutron answers neutron; }
neutron_grow() { [ ! -p "$STATE/neutron.fifo" ] || timeout 5 bash -c "echo -n + >'$STATE/neutron.fifo'"; }
