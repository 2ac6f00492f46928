# shellcheck shell=bash
# The mirror's container images: a registry's storage folder in the cache, which services/mirror.sh serves.

# What the images that are more than one static binary are made of.
KUBE_PROXY_PACKAGES=(iptables conntrack ipset kmod busybox-static)
ETCD_PACKAGES=(etcd-server etcd-client busybox-static)

registry_store() {
  local mark
  mark=$({ echo "${KUBERNETES##*/}"; cat "$HERE"/images/containers.{sh,py} "$HERE/images/pause.c"; } | sha256sum | cut -c1-12)
  echo "$CACHE_DIR/registry/$mark"
}

busybox_links() { # ROOT: the applets that nothing else in ROOT has, in /bin
  local name
  mkdir -p "$1/bin"
  while read -r name; do
    [ -e "$1/bin/$name" ] || [ -e "$1/sbin/$name" ] || [ -e "$1/usr/bin/$name" ] || [ -e "$1/usr/sbin/$name" ] || ln -s busybox "$1/bin/$name"
  done < <("$1/bin/busybox" --list)
}

unpack_root() { # ROOT PACKAGE...: their files and those of what they depend on; no script of theirs is run
  local root=$1
  shift
  debian_sources deb | mmdebstrap --mode=root --variant=extract --include="$(IFS=,; echo "$*")" --aptopt="$(apt_options)" \
    --dpkgopt=path-exclude=/usr/share/* bookworm "$root" - || return 1
  rm -rf "${root:?}"/{dev,var/cache,var/lib/apt,var/lib/dpkg,usr/share,etc/apt}
  install -d -m 1777 "$root/tmp" && busybox_links "$root"
}

make_container_roots() { # FOLDER
  local name
  unpack_root "$1/etcd" "${ETCD_PACKAGES[@]}" && unpack_root "$1/kube-proxy" "${KUBE_PROXY_PACKAGES[@]}" || return 1
  # The alternatives that the package's script would have set up.
  for name in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf xtables-nft-multi "$1/kube-proxy/usr/sbin/$name" || return 1
  done
  install -D "$1/etcd/bin/busybox" "$1/busybox/bin/busybox" && busybox_links "$1/busybox" &&
    mkdir -p "$1/busybox"/{etc,root} && install -d -m 1777 "$1/busybox/tmp" || return 1
  echo 'root:x:0:0:root:/root:/bin/sh' >"$1/busybox/etc/passwd"
  gcc -Os -static -s -o "$1/pause" "$HERE/images/pause.c"
}

make_container_images() {
  local store
  store=$(registry_store)
  [ ! -e "$store" ] || return 0
  rm -rf "$store.part"
  mkdir -p "$store.part/roots"
  make_container_roots "$store.part/roots" && /usr/bin/python3 "$HERE/images/containers.py" "$store.part" "$KUBERNETES/bin" "$store.part/roots" &&
    rm -rf "$store.part/roots" && mv "$store.part" "$store"
}
