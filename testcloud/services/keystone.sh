# shellcheck shell=bash
# Keystone: users, projects, roles, tokens, trusts, the catalog.

keystone_configure() {
  mkdir -p "$ETC/keystone" "$STATE/fernet" "$STATE/credential"
  chmod 700 "$STATE/fernet" "$STATE/credential"
  cat >"$ETC/keystone/keystone.conf" <<X
[DEFAULT]
public_endpoint = http://$ADDRESS:${PORT[keystone]}/
log_file = $LOG/keystone-app.log
[token]
provider = fernet
expiration = 14400
[fernet_tokens]
key_repository = $STATE/fernet
[fernet_receipts]
key_repository = $STATE/fernet
[credential]
key_repository = $STATE/credential
[identity]
# bcrypt's usual 12 rounds cost 0.25 s of CPU for each sign-in, and Heat makes users for each stack
password_hash_rounds = 4
[cache]
enabled = true
backend = dogpile.cache.pymemcache
memcache_servers = $ADDRESS:${PORT[memcached]}
$(database_section keystone)
X
}

keystone_manage() { keystone-manage --config-dir "$ETC/keystone" "$@"; }
keystone_schema() { keystone_manage db_sync; }

# As fernet_setup and credential_setup would: key 0 is the staged one, key 1 signs.
keystone_keys() {
  local folder number
  for folder in fernet credential; do
    for number in 0 1; do
      [ -s "$STATE/$folder/$number" ] || (umask 077 && head -c 32 /dev/urandom | base64 | tr +/ -_ >"$STATE/$folder/$number")
    done
  done
}

keystone_bootstrap() {
  keystone_manage bootstrap --bootstrap-password "$PASSWORD" --bootstrap-username admin --bootstrap-project-name admin \
    --bootstrap-region-id "$REGION" --bootstrap-public-url "$KEYSTONE_URL" --bootstrap-internal-url "$KEYSTONE_URL" \
    --bootstrap-admin-url "$KEYSTONE_URL"
}

keystone_start() {
  # The time, as the web server before a cloud's Keystone tells it: nodes compare their clocks with it.
  # shellcheck disable=SC2016 # uWSGI's own
  OS_KEYSTONE_CONFIG_DIR=$ETC/keystone start_wsgi keystone /usr/bin/keystone-wsgi-public 2 1 --route-run 'addheader:Date: ${httptime[0]}'
}
keystone_ready() { wait_for 60 keystone answers keystone; }
