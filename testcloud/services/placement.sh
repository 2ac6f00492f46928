# shellcheck shell=bash
# Placement: what the hypervisors have left.

placement_configure() {
  mkdir -p "$ETC/placement"
  cat >"$ETC/placement/placement.conf" <<X
[api]
auth_strategy = keystone
$(token_check_sections placement)
$(database_section placement placement_database)
X
}

placement_schema() { placement-manage --config-file "$ETC/placement/placement.conf" db sync; }
placement_start() { OS_PLACEMENT_CONFIG_DIR=$ETC/placement start_wsgi placement /usr/bin/placement-api 1 4; }
placement_ready() { wait_for 120 placement answers placement; }
