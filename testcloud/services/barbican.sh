# shellcheck shell=bash
# Barbican with a key of its own. It takes no arguments: its configuration must lie in $HOME/.barbican.

barbican_configure() {
  mkdir -p "$ETC/barbican/.barbican"
  cat >"$ETC/barbican/.barbican/barbican.conf" <<X
[DEFAULT]
sql_connection = $(database_url barbican)
db_auto_create = false
host_href = http://$ADDRESS:${PORT[barbican]}
transport_url = $RABBIT_URL
[secretstore]
enabled_secretstore_plugins = store_crypto
[crypto]
enabled_crypto_plugins = simple_crypto
[simple_crypto_plugin]
kek = 'dGhpcnR5X3R3b19ieXRlX2tleWJsYWhibGFoYmxhaGg='
$(token_check_sections barbican)
X
}

barbican_schema() { HOME=$ETC/barbican barbican-db-manage upgrade -v head; }
barbican_start() { HOME=$ETC/barbican start_wsgi barbican /usr/bin/barbican-wsgi-api 1 2; }
barbican_ready() { wait_for 120 barbican answers barbican; }
