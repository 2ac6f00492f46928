# shellcheck shell=bash
# Heat: the api, the cfn api that wait conditions and metadata use, and the engine.

heat_configure() {
  mkdir -p "$ETC/heat" "$STATE/heat"
  cat >"$ETC/heat/heat.conf" <<X
[DEFAULT]
transport_url = $RABBIT_URL
num_engine_workers = $HEAT_WORKERS
# a TERM would otherwise take more than ten seconds
graceful_shutdown_timeout = 3
auth_encryption_key = 0123456789abcdef0123456789abcdef
region_name_for_services = $REGION
heat_metadata_server_url = http://$ADDRESS:${PORT[heat-api-cfn]}
heat_waitcondition_server_url = http://$ADDRESS:${PORT[heat-api-cfn]}/v1/waitcondition
deferred_auth_method = trusts
trusts_delegated_roles =
stack_user_domain_name = heat
stack_domain_admin = heat_domain_admin
stack_domain_admin_password = $PASSWORD
max_resources_per_stack = -1
max_stacks_per_tenant = 10000
max_nested_stack_depth = 10
max_template_size = 5242880
max_json_body_size = 10485760
max_events_per_stack = 5000
environment_dir = /etc/heat/environment.d
[heat_api]
bind_host = $ADDRESS
bind_port = ${PORT[heat-api]}
workers = 1
[heat_api_cfn]
bind_host = $ADDRESS
bind_port = ${PORT[heat-api-cfn]}
workers = 1
[paste_deploy]
api_paste_config = /etc/heat/api-paste.ini
[clients_keystone]
auth_uri = http://$ADDRESS:${PORT[keystone]}
[clients_heat]
# what a wait condition's signal URL begins with: the nodes reach the api there, and so does everybody here
url = http://$GATEWAY_ADDRESS:${PORT[heat-api]}/v1/%(tenant_id)s
[ec2authtoken]
auth_uri = $KEYSTONE_URL
[trustee]
auth_type = password
auth_url = $KEYSTONE_URL
username = heat
password = $PASSWORD
user_domain_name = Default
$(token_check_sections heat)
$(database_section heat)
X
  entry_point heat-api heat.cmd.api
  entry_point heat-api-cfn heat.cmd.api_cfn
  entry_point heat-engine heat.cmd.engine
}

heat_schema() { heat-manage --config-file "$ETC/heat/heat.conf" db_sync; }
heat_start() {
  local part
  for part in engine api api-cfn; do start "heat-$part" "$BIN/heat-$part" --config-file "$ETC/heat/heat.conf"; done
}
heat_ready() {
  wait_for 120 heat-api answers heat-api
  wait_for 120 heat-api-cfn answers heat-api-cfn
}
