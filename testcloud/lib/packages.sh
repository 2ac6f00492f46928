# shellcheck shell=bash
# The Debian packages. Only libraries and *-common packages: they carry all the code, the WSGI scripts and the paste
# files. The service packages (keystone, nova-compute …) would add init scripts, libvirt and qemu.

PACKAGES=(
  mariadb-server-core mariadb-client-core rabbitmq-server memcached uwsgi-core uwsgi-plugin-python3 curl
  python3-memcache python3-pymemcache python3-pymysql python3-sqlalchemy-ext
  python3-keystone python3-glance glance-common python3-placement placement-common python3-nova nova-common
  python3-neutron neutron-common python3-heat heat-common python3-cinder cinder-common
  python3-octavia octavia-common python3-barbican barbican-common
  python3-openstackclient python3-heatclient python3-octaviaclient
  openssl tinyproxy-bin libedit2 libseccomp2
  iproute2 iptables procps systemd-container liblua5.3-0 libpcre2-8-0
)
# Packages of one program which bring init scripts: unpacked in the cache and never installed. The libraries that they
# need are above.
UNPACKED_PACKAGES=(docker-registry chrony haproxy ignition)

packages_present() { # PACKAGE...
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status}\n' "$@" 2>/dev/null | grep -c '^installed$')
  [ "$installed" = $# ]
}

apt_install() { # PACKAGE...: asks nothing
  export DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical
  # Unsafe io: no sync after each file. Documentation is left out for time alone.
  apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 \
    -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold \
    -o 'Dpkg::Options::=--path-exclude=/usr/share/doc/*' -o 'Dpkg::Options::=--path-exclude=/usr/share/man/*' \
    -o 'Dpkg::Options::=--path-exclude=/usr/share/locale/*' "$@" 9>&-
}

refresh_package_lists() {
  apt-get -o DPkg::Lock::Timeout=300 update -q || say "the package lists could not be refreshed, going on with those at hand"
}

install_packages() {
  local log=$LOG/apt.log policy='' answer=0
  # shellcheck source=/dev/null
  [ "$(. /etc/os-release && echo "$ID$VERSION_ID")" = debian12 ] || die "the test cloud is made of Debian 12's packages; this is another system."
  # Nothing that a package brings may start by itself: we start what we need, where we want it.
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' >$policy
    chmod 755 $policy
  fi
  refresh_package_lists >"$log" 2>&1
  local project question
  for project in keystone glance placement nova neutron heat cinder octavia barbican; do
    for question in configure_db configure_rabbit configure_ksat configure_neutron configure_placement configure_nova; do
      echo "$project-common $project/$question boolean false"
    done
  done | DEBIAN_FRONTEND=noninteractive debconf-set-selections >>"$log" 2>&1
  apt_install "${PACKAGES[@]}" >>"$log" 2>&1 || answer=$?
  [ -z "$policy" ] || rm -f $policy
  [ $answer = 0 ] || die "the Debian packages could not be installed." "$log"
}

unpacked_program() { echo "$CACHE_DIR/programs/$1"; } # PACKAGE: the folder that holds its files

unpack_programs() {
  local name folder refreshed=''
  mkdir -p "$CACHE_DIR/programs"
  for name in "${UNPACKED_PACKAGES[@]}"; do
    folder=$(unpacked_program "$name")
    [ ! -e "$folder" ] || continue
    [ -n "$refreshed" ] || refresh_package_lists >"$LOG/unpack.log" 2>&1
    refreshed=yes
    rm -rf "$folder.part"
    mkdir "$folder.part"
    (cd "$folder.part" && apt-get -o APT::Sandbox::User=root download -q "$name" && dpkg -x ./*.deb . && rm ./*.deb) >>"$LOG/unpack.log" 2>&1 ||
      die "Debian's $name could not be fetched." "$LOG/unpack.log"
    mv "$folder.part" "$folder"
  done
}
