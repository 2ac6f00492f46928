# shellcheck shell=bash
# The time server for the nodes: Debian's chrony. It gives this machine's time and never sets it (-x).

ntp_configure() {
  cat >"$ETC/ntp.conf" <<X
bindaddress $GATEWAY_ADDRESS
allow 0/0
local stratum 8
cmdport 0
bindcmdaddress /
pidfile $STATE/ntp.pid
driftfile $STATE/ntp.drift
X
}

ntp_start() { start ntp "$(unpacked_program chrony)/usr/sbin/chronyd" -x -d -u root -f "$ETC/ntp.conf"; }
