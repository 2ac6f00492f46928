# shellcheck shell=bash
# RabbitMQ and its port mapper, which is started apart so that its pid is known.

rabbitmq_configure() {
  mkdir -p "$ETC/rabbitmq" "$STATE/rabbit"
  echo '[].' >"$ETC/rabbitmq/enabled_plugins"
  cat >"$ETC/rabbitmq/rabbitmq.conf" <<X
listeners.tcp.1 = $ADDRESS:${PORT[rabbitmq]}
default_user = openstack
default_pass = $PASSWORD
loopback_users = none
disk_free_limit.absolute = 50MB
vm_memory_high_watermark.absolute = 1GB
log.file.level = warning
X
}

rabbitmq_start() {
  export ERL_EPMD_PORT=${PORT[epmd]} ERL_EPMD_ADDRESS=$ADDRESS
  start epmd epmd
  wait_for 10 epmd listening "${PORT[epmd]}"
  # Not /usr/sbin/rabbitmq-server, which changes the user. "Under systemd" it is one process that stops by TERM; else a
  # script around it would stop it by a second Erlang, which starts a port mapper of its own.
  start rabbitmq env HOME="$STATE/rabbit" RUNNING_UNDER_SYSTEMD=1 RABBITMQ_NODENAME=testcloud@localhost \
    RABBITMQ_CONFIG_FILE="$ETC/rabbitmq/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$ETC/rabbitmq/advanced.config" \
    RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_ENABLED_PLUGINS_FILE="$ETC/rabbitmq/enabled_plugins" \
    RABBITMQ_MNESIA_BASE="$STATE/rabbit" RABBITMQ_GENERATED_CONFIG_DIR="$STATE/rabbit/config" \
    RABBITMQ_SCHEMA_DIR="$STATE/rabbit/schema" RABBITMQ_LOG_BASE="$LOG/rabbit" RABBITMQ_DIST_PORT=25672 \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-start_epmd false -kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none" \
    /usr/lib/rabbitmq/bin/rabbitmq-server
}

rabbitmq_ready() { wait_for 60 rabbitmq listening "${PORT[rabbitmq]}"; }
