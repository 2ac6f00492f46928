# shellcheck shell=bash
# Cinder with the fake volume driver that Debian ships: volumes become available, no bytes are kept.

cinder_configure() {
  mkdir -p "$ETC/cinder" "$STATE/cinder"
  cat >"$ETC/cinder/cinder.conf" <<X
[DEFAULT]
my_ip = $ADDRESS
host = fake-compute
transport_url = $RABBIT_URL
auth_strategy = keystone
state_path = $STATE/cinder
api_paste_config = /usr/share/cinder-common/api-paste.ini
resource_query_filters_file = /etc/cinder/resource_filters.json
osapi_volume_listen = $ADDRESS
osapi_volume_workers = 1
glance_api_servers = http://$ADDRESS:${PORT[glance]}
enabled_backends = fake
graceful_shutdown_timeout = 3
quota_volumes = -1
quota_snapshots = -1
quota_gigabytes = -1
[fake]
volume_driver = cinder.tests.fake_driver.FakeLoggingVolumeDriver
volume_backend_name = fake
target_helper = fake
$(token_check_sections cinder)
$(database_section cinder)
X
  entry_point cinder-api cinder.cmd.api
  entry_point cinder-scheduler cinder.cmd.scheduler
  entry_point cinder-volume cinder.cmd.volume
}

cinder_schema() { cinder-manage --config-file "$ETC/cinder/cinder.conf" db sync; }
cinder_start() {
  local part
  for part in api scheduler volume; do start "cinder-$part" "$BIN/cinder-$part" --config-file "$ETC/cinder/cinder.conf"; done
}
cinder_ready() { wait_for 120 cinder-api answers cinder-api; }
