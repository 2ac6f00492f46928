#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# ZooKeeper on every master: one, three or five that agree by majority.
conf=/etc/zookeeper/conf
data=/var/lib/zookeeper
mkdir -p "$conf" "$data"
masters=0
{
  cat <<CONF
tickTime=2000
initLimit=30
syncLimit=5
dataDir=$data
clientPort=2181
autopurge.snapRetainCount=3
autopurge.purgeInterval=24
admin.enableServer=false
4lw.commands.whitelist=ruok,srvr
CONF
  # ZooKeeper counts its servers from one.
  for master in $(setting master_addresses); do
    masters=$((masters + 1))
    echo "server.$masters=$master:2888:3888"
  done
} >"$conf/zoo.cfg"
echo $(($(node_value index) + 1)) >"$data/myid"
echo $(($(node_value index) + 1)) >"$conf/myid"
chmod 0755 "$conf" "$data"
chmod 0644 "$conf/zoo.cfg" "$conf/myid" "$data/myid"
chown -R zookeeper:zookeeper "$data"

install -m 0644 "$boot_dir/units/zookeeper.service" /etc/systemd/system/zookeeper.service
systemctl daemon-reload
systemctl enable --quiet zookeeper.service
systemctl restart zookeeper.service

# ask ADDRESS WORD: one of ZooKeeper's four letter words
ask() {
  python3 - "$1" "$2" <<'PYTHON'
import socket, sys
with socket.create_connection((sys.argv[1], 2181), timeout=3) as connection:
    connection.sendall(sys.argv[2].encode())
    while part := connection.recv(4096):
        sys.stdout.write(part.decode('utf-8', 'replace'))
PYTHON
}

mode() { ask 127.0.0.1 srvr 2>/dev/null | sed -n 's/^Mode: //p'; }
# It says imok as soon as it runs, and has a mode once the majority has chosen a leader.
in_quorum() { [ "$(ask 127.0.0.1 ruok 2>/dev/null)" = imok ] && [ -n "$(mode)" ]; }
retry 300 2 in_quorum || {
  journalctl --unit zookeeper.service --no-pager --lines 20
  fail "ZooKeeper found no majority of its servers within 10 minutes."
}
note "ruok imok, $(mode)"
