# shellcheck shell=bash
# Glance, with its files in a folder.

glance_configure() {
  mkdir -p "$ETC/glance" "$STATE/images" "$STATE/glance"
  cat >"$ETC/glance/glance-api.conf" <<X
[DEFAULT]
bind_host = $ADDRESS
bind_port = ${PORT[glance]}
workers = 0
enabled_backends =
[glance_store]
stores = file,http
default_store = file
filesystem_store_datadir = $STATE/images
[paste_deploy]
flavor = keystone
config_file = /usr/share/glance-common/glance-api-paste.ini
$(token_check_sections glance)
$(database_section glance)
X
  entry_point glance-api glance.cmd.api
}

glance_schema() { glance-manage --config-file "$ETC/glance/glance-api.conf" db_sync; }
# Its own server and not uwsgi: uploads come in chunks.
glance_start() { start glance "$BIN/glance-api" --config-file "$ETC/glance/glance-api.conf"; }
glance_ready() { wait_for 120 glance answers glance; }
