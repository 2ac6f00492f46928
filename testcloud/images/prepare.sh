# shellcheck shell=bash
# The preparation of the node image: once per machine, into the cache, beside a cloud that is up already. Until it is done
# the Glance images that really boot are `queued`.

PREPARATION_MIB=8000 # of disk while Kubernetes is built

images_prepared() { [ -e "$KUBERNETES" ] && [ -e "$(node_rootfs)" ] && [ -e "$(registry_store)" ]; }

image_marks() { ls -d "$(node_rootfs)" "$(zookeeper_rootfs)" "$(registry_store)" 2>/dev/null; }
handed_over() { [ "$(cat "$STATE/node_images.done" 2>/dev/null)" = "$(image_marks)" ]; }

hand_over() { # lets the hypervisor, the mirror and Glance know
  local rootfs
  mkdir -p "$NODES/rootfs"
  for rootfs in "$(node_rootfs)" "$(zookeeper_rootfs)"; do
    [ -e "$rootfs" ] || continue
    touch "$rootfs"
    echo "$rootfs" >"$NODES/rootfs.part"
    mv "$NODES/rootfs.part" "$NODES/rootfs/$(basename "${rootfs%-*}")"
  done
  touch "$(registry_store)"
  ln -sfn "$(registry_store)" "$MIRROR/store"
  run_seed node_images
  image_marks >"$STATE/node_images.done"
}

forget_old_images() { # half-made ones, and those of recipes that no cloud has used for two weeks and no node stands on
  local folder
  mkdir -p "$CACHE_DIR"/{rootfs,registry}
  rm -rf --one-file-system "$CACHE_DIR"/{rootfs,registry}/*.part
  find "$CACHE_DIR/rootfs" "$CACHE_DIR/registry" -mindepth 1 -maxdepth 1 -mtime +14 | while read -r folder; do
    grep -qF "$folder" /proc/mounts || rm -rf "$folder"
  done
}

prepare_step() { # SENTENCE command...
  local begin=$EPOCHREALTIME
  "${@:2}" || die "$1 failed; its words are above."
  say "$1: $(seconds_since "$begin") s"
}

prepare() { # [zookeeper]
  local free
  mkdir -p "$CACHE_DIR" "$LOG"
  exec 8>"$CACHE_DIR/prepare.lock"
  flock 8
  if ! images_prepared || [ -n "${1:-}" ]; then
    forget_old_images
    free=$(df --output=avail -BM "$CACHE_DIR" | tail -n 1 | tr -dc 0-9)
    [ "$free" -ge $PREPARATION_MIB ] || die "$CACHE_DIR has $free MiB free, $PREPARATION_MIB are needed to prepare the node image."
    prepare_step 'package lists' refresh_package_lists
    packages_present "${PREPARATION_PACKAGES[@]}" || prepare_step 'packages' apt_install "${PREPARATION_PACKAGES[@]}"
    prepare_step "Kubernetes $KUBERNETES_VERSION" make_kubernetes
    prepare_step 'node image' make_node_rootfs
    prepare_step 'container images' make_container_images
    [ "${1:-}" != zookeeper ] || prepare_step 'node image with ZooKeeper' make_zookeeper_rootfs
  fi
  # A cloud that is not up is told by its next `up`.
  ! alive glance || hand_over
  say 'the node image is prepared'
}

node_image_start() { # by `up`: at once when it is in the cache, otherwise in the background
  if images_prepared; then
    handed_over || hand_over
    return
  fi
  alive preparation && return
  rm -f "$NODES"/rootfs/*
  : >"$LOG/preparation.log"
  start preparation nice -n 10 "$HERE/testcloud.sh" prepare
  say "the node image is being prepared in the background (once, some minutes); see $LOG/preparation.log"
}

node_image_status() {
  if images_prepared; then
    echo 'Node image: prepared.'
  elif alive preparation; then
    echo "Node image: being prepared, see $LOG/preparation.log."
  elif [ -s "$LOG/preparation.log" ]; then
    echo "Node image: its preparation failed and is tried again by the next \`up\`. The end of $LOG/preparation.log:"
    tail -n 15 "$LOG/preparation.log"
  else
    echo 'Node image: not prepared.'
  fi
}
