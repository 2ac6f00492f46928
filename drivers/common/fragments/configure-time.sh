#!/bin/sh
# shellcheck source=../boot/node.sh
. /etc/jeroboam/node.sh

# Certificates and etcd are worth nothing on a node whose clock is wrong.
servers=$(setting ntp_servers | tr '\n' ' ')
servers=${servers% }

# offset_from WHOSE URL: how far this clock is from that of a web server; the Date header has whole seconds.
offset_from() {
  date=$(curl --silent --head --max-time 5 --noproxy '*' --insecure "$2" | tr -d '\r' | sed -n 's/^[Dd]ate: //p')
  if [ -n "$date" ]; then echo "clock $(($(date +%s) - $(date -d "$date" +%s))) s from $1's"; fi
}
told=$(offset_from Keystone "$(setting auth_url)" || true)
# Not every server before Keystone tells the time; Heat's does.
if [ -z "$told" ]; then told=$(offset_from Heat "$(sed -n 's#.*\(https*://[^/ ]*\).*#\1/#p' "$boot_dir/signal")" || true); fi

if [ -n "$servers" ]; then
  offset=''
  for server in $servers; do
    # One question by SNTP (RFC 4330): the seconds since 1900 at byte 40, the clock's own since 1970.
    if run_python -c ''; then
      offset=$(run_python - "$server" <<'PYTHON'
import socket, struct, sys, time
try:
    family, kind, _, _, address = socket.getaddrinfo(sys.argv[1], 123, 0, socket.SOCK_DGRAM)[0]
except socket.error:
    sys.exit()
udp = socket.socket(family, kind)
udp.settimeout(2)
for _ in range(4):
    try:
        sent = time.time()
        udp.sendto(b'\x23' + 47 * b'\0', address)
        answer = udp.recv(512)
    except socket.error:
        continue
    if len(answer) >= 48:
        seconds, fraction = struct.unpack('!II', answer[40:48])
        print('%+.3f' % (seconds - 2208988800 + fraction / 4294967296.0 - (sent + time.time()) / 2))
        break
PYTHON
      )
    elif command -v chronyd >/dev/null; then
      offset=$(chronyd -Q -t 10 "server $server iburst" 2>&1 | sed -n 's/.*wrong by \([-0-9.]*\) seconds.*/\1/p')
    else
      offset=unknown
    fi
    if [ -n "$offset" ]; then break; fi
  done
  [ -n "$offset" ] || fail "No time server answers: $servers. Check the NTP servers of the cluster template."
  told="${told:+$told, }$offset s from $server's"

  if command -v chronyd >/dev/null; then
    file=/etc/chrony/chrony.conf
    if [ ! -d /etc/chrony ]; then file=/etc/chrony.conf; fi
    {
      for server in $servers; do echo "server $server iburst"; done
      printf 'driftfile /var/lib/chrony/drift\nmakestep 1 3\nrtcsync\n'
    } >"$file"
    unit=chrony
    if ! systemctl cat chrony.service >/dev/null 2>&1; then unit=chronyd; fi
    systemctl enable --no-reload "$unit" 2>/dev/null || true
    # In the background: it has nothing to tell that the question above has not.
    systemctl restart --no-block "$unit"
  else
    mkdir -p /etc/systemd/timesyncd.conf.d
    printf '[Time]\nNTP=%s\n' "$servers" >/etc/systemd/timesyncd.conf.d/jeroboam.conf
    systemctl enable systemd-timesyncd
    systemctl restart --no-block systemd-timesyncd
  fi
fi
if [ -n "$told" ]; then note "$told"; fi
