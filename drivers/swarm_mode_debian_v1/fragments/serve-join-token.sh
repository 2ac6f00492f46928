#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# Minions ask for their join token here, for as long as Heat waits for them and no longer; the unit is not enabled, so
# a reboot does not open it again. For minions that are made later: systemctl start swarm-join-token
(umask 077 && secret bootstrap_token >/etc/jeroboam/join-secret)
install -m 0755 "$boot_dir/join-token-server" /usr/local/sbin/swarm-join-token
cat >/etc/systemd/system/swarm-join-token.service <<CONF
[Unit]
Description=Join token of the swarm, for minions in their first boot
After=docker.service
Requires=docker.service

[Service]
ExecStart=/usr/local/sbin/swarm-join-token $(setting join_port) $(setting node_timeout_seconds) /etc/jeroboam/join-secret /etc/docker/tls
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
Restart=on-failure
RestartSec=2
CONF
systemctl daemon-reload
systemctl start swarm-join-token.service
answers() { curl --silent --fail --output /dev/null --noproxy '*' --max-time 10 --cacert /etc/docker/tls/ca.pem --header "@$run_dir/join-header" "https://127.0.0.1:$(setting join_port)/minion"; }
printf 'Authorization: Bearer %s\n' "$(secret bootstrap_token)" >"$run_dir/join-header"
retry 30 1 answers || {
  journalctl --unit swarm-join-token.service --no-pager --lines 20
  fail "This master does not give out the swarm's join token."
}
rm -f "$run_dir/join-header"
