# shellcheck shell=bash
# Octavia's API; openstack/jeroboam_testcloud/octavia.py stands in for the provider behind it.

octavia_configure() {
  mkdir -p "$ETC/octavia" "$STATE/octavia"
  cat >"$ETC/octavia/octavia.conf" <<X
[DEFAULT]
transport_url = $RABBIT_URL
[api_settings]
bind_host = $ADDRESS
bind_port = ${PORT[octavia]}
auth_strategy = keystone
api_base_uri = http://$ADDRESS:${PORT[octavia]}
enabled_provider_drivers = amphora: settles at once, octavia: the same, ovn: the same
default_provider_driver = amphora
[controller_worker]
network_driver = allowed_address_pairs_driver
[oslo_messaging]
topic = octavia_prov
[service_auth]
$(service_login octavia)
$(token_check_sections octavia)
$(database_section octavia)
X
}

octavia_schema() { octavia-db-manage --config-file "$ETC/octavia/octavia.conf" upgrade head; }
octavia_start() {
  PYTHONPATH=$HERE start_wsgi octavia "$HERE/openstack/jeroboam_testcloud/octavia.py" 1 4 --lazy-apps --enable-threads \
    --pyargv "--config-file=$ETC/octavia/octavia.conf"
}
octavia_ready() { wait_for 120 octavia answers octavia; }
