# shellcheck shell=bash
# MariaDB, with every promise of durability given up for speed.

mariadb_configure() {
  mkdir -p "$STATE/mysql"
  cat >"$ETC/my.cnf" <<X
[mysqld]
user=root
datadir=$STATE/mysql
socket=$STATE/mysql.sock
pid-file=$STATE/mysql.pid
bind-address=$ADDRESS
port=${PORT[mariadb]}
skip-name-resolve
skip-log-bin
performance_schema=OFF
max_connections=600
character-set-server=utf8mb3
collation-server=utf8mb3_general_ci
innodb_file_per_table=0
innodb_buffer_pool_size=192M
innodb_log_file_size=64M
innodb_flush_log_at_trx_commit=0
innodb_flush_method=nosync
innodb_doublewrite=0
innodb_stats_persistent=0
sync_frm=0
X
}

mariadb_prepare() {
  [ ! -e "$STATE/mysql/mysql" ] || return 0
  mariadb-install-db --no-defaults --auth-root-authentication-method=normal --datadir="$STATE/mysql" --user=root \
    --skip-test-db >"$LOG/mariadb-install.log" 2>&1 || die "MariaDB's data folder could not be made." "$LOG/mariadb-install.log"
}

mariadb_start() { start mariadb mariadbd --defaults-file="$ETC/my.cnf"; }
mariadb_ready() { wait_for 60 mariadb sql -e 'select 1'; }
sql() { mariadb --no-defaults -uroot -h"$ADDRESS" -P"${PORT[mariadb]}" --protocol=tcp "$@"; }

mariadb_stop() { # cleanly, so that its files are whole
  recorded mariadb && kill -TERM "$PID"
  while alive mariadb; do sleep 0.05; done
}

mariadb_databases() {
  local name
  {
    echo "SET foreign_key_checks = 0;"
    for name in keystone glance placement nova nova_api nova_cell0 neutron heat cinder octavia barbican; do
      echo "CREATE OR REPLACE DATABASE $name; GRANT ALL ON $name.* TO 'openstack'@'%' IDENTIFIED BY '$PASSWORD';"
    done
  } | sql --batch || die "the databases could not be made."
}
