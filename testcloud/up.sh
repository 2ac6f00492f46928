# shellcheck shell=bash
# `up`: from whatever is there to a running, seeded cloud.

SERVICES=(keystone placement neutron glance nova heat cinder octavia barbican)
QUEUE_USERS=(
  neutron nova-conductor nova-api nova-compute nova-scheduler heat-engine heat-api heat-api-cfn
  cinder-api cinder-scheduler cinder-volume
)

running() { # everything runs and is seeded by these very scripts
  local name
  for name in "${NAMES[@]}"; do alive "$name" || return 1; done
  for name in identity resources quotas; do seeded "$name" || return 1; done
  answers keystone
}

seed_mark() { cat "$HERE/seed/$1.py" "$HERE/seed/cloud.py" | sha256sum | cut -c1-16; }
seeded() { [ "$(cat "$STATE/$1.done" 2>/dev/null)" = "$(seed_mark "$1")" ]; }
run_seed() { /usr/bin/python3 "$HERE/seed/seed.py" "$1" >"$LOG/seed-$1.log" 2>&1 || die "seeding ($1) failed." "$LOG/seed-$1.log"; }

seed() { # STEP
  ! seeded "$1" || return 0
  run_seed "$1"
  seed_mark "$1" >"$STATE/$1.done"
  say "seeded: $1"
}

write_openrc() {
  local pair
  mkdir -p "$OPENRC"
  for pair in "${SIGN_INS[@]}"; do
    cat >"$OPENRC/${pair%:*}" <<X
unset \${!OS_*}
export OS_AUTH_URL=$KEYSTONE_URL OS_IDENTITY_API_VERSION=3 OS_REGION_NAME=$REGION OS_USERNAME=${pair%:*} OS_PASSWORD=$PASSWORD
export OS_PROJECT_NAME=${pair#*:} OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_NAME=Default
X
  done
}

configure() {
  local name
  mkdir -p "$ETC" "$BIN" "$STATE/lock"
  mariadb_configure
  rabbitmq_configure
  for name in "${SERVICES[@]}" fabric gateway mirror ntp proxy; do "${name}_configure"; done
  write_openrc
}

make_schemas() { # all at once; Keystone is not waited for by the others, nor they by it
  local name
  ! done_once schemas || return 0
  # Half a schema, as an interrupted `up` leaves it, is completed by none of them.
  rm -f "$STATE"/*.done
  mariadb_databases
  # Nova's takes longest, so it goes first.
  for name in nova neutron keystone heat glance placement cinder octavia barbican; do job "$name" "${name}_schema"; done
}

start_keystone() {
  keystone_keys
  await keystone
  if ! done_once bootstrap; then
    job bootstrap keystone_bootstrap
    await bootstrap
    mark_done bootstrap
  fi
  keystone_start
  seeded identity || { keystone_ready; seed identity; }
}

start_services() {
  local name
  rabbitmq_ready
  for name in placement glance heat octavia barbican cinder neutron nova; do
    await "$name"
    "${name}_start"
  done
  mark_done schemas
  for name in "${SERVICES[@]}"; do "${name}_ready"; done
  say "every API answers"
}

up() {
  local cache restored='' fresh='' name
  mkdir -p "$HOME_DIR"
  # One `up` at a time; those who wait find everything done.
  exec 9>"$HOME_DIR/lock"
  flock -n 9 || { say "another up is at work here, waiting for it"; flock 9; }
  if running; then
    node_image_start
    say "up already"
    return
  fi
  use_cloud_of_another_home
  mkdir -p "$STATE" "$LOG" "$PIDS" "$NODES"
  # Through sudo: .data is the caller's, who keeps other things there, and so are the nodes' faults.
  if [ -n "${SUDO_UID:-}" ]; then
    chown "$SUDO_UID" "$NODES"
    [[ $HOME_DIR != "$REPO/.data/"* ]] || chown "$SUDO_UID" "$REPO/.data"
  fi
  if ! packages_present "${PACKAGES[@]}"; then
    install_packages
    say "packages installed"
  fi
  unpack_programs
  check_ports
  for name in "${NAMES[@]}"; do alive "$name" || reap "$name"; done
  # What has lost its queues does not always find to the new ones.
  alive rabbitmq || stop "${QUEUE_USERS[@]}"
  configure
  cache=$(cache_file)
  [ -e "$STATE/mysql/mysql" ] || fresh=yes
  [ -n "$fresh" ] && restore_state "$cache" && restored=yes && say "seeded state taken from $cache"
  mariadb_prepare
  mariadb_start
  rabbitmq_start
  memcached_start
  mariadb_ready
  say "MariaDB answers"
  fabric_start
  gateway_start
  ! done_once schemas || move_image_paths "$HOME_MARK" "$STATE"
  make_schemas
  start_keystone
  start_services
  seed resources
  seed quotas
  run_seed ready
  # Only what holds nothing but the seed is worth keeping.
  if [ -n "$fresh" ] && [ -z "$restored" ]; then
    keep_state "$cache"
    say "seeded state kept in $cache"
  fi
  neutron_grow
  nodes_start
  mirror_start
  ntp_start
  proxy_start
  node_image_start
  for name in "${NAMES[@]}"; do alive "$name" || die "$name has died." "$LOG/$name.log"; done
  say "up: $KEYSTONE_URL, region $REGION"
}
