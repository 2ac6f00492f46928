# shellcheck shell=bash
# The seeded state, kept so that a cold start needs neither schemas nor seeding. Its name holds all that it depends on:
# the packages' versions and the scripts. It is free of this checkout's path, so another checkout can use it.

CACHED_STAMPS=(schemas bootstrap identity resources quotas)
HOME_MARK='@TESTCLOUD_HOME@'

cache_file() {
  local name
  name=$({ dpkg-query -W "${PACKAGES[@]}"; cat "$HERE"/lib/{settings,sections,cache}.sh "$HERE"/services/*.sh "$HERE"/seed/*.py; } | sha256sum | cut -c1-16)
  echo "$CACHE_DIR/testcloud-$name.tar.gz"
}

restore_state() { # FILE: into a home without a database; fails when there is no such file, or a broken one
  [ -s "$1" ] || return 1
  rm -rf "$STATE/mysql"
  tar -C "$STATE" -xzf "$1" 2>"$LOG/cache.log" || { rm -rf "$STATE"/{mysql,images,*.done} "$1"; mkdir -p "$STATE/images"; return 1; }
}

move_image_paths() { # FROM TO: Glance keeps whole paths
  sql glance -e "UPDATE image_locations SET value = REPLACE(value, '$1/images', '$2/images')" || die "the images' paths could not be changed."
}

keep_state() { # FILE: MariaDB is stopped for a moment, for only then are its files whole
  local stamp stamps=()
  mkdir -p "$CACHE_DIR"
  rm -f "$CACHE_DIR"/testcloud-*.tar.gz.part
  find "$CACHE_DIR" -name 'testcloud-*.tar.gz' -mtime +14 -delete
  for stamp in "${CACHED_STAMPS[@]}"; do stamps+=("$stamp.done"); done
  move_image_paths "$STATE" "$HOME_MARK"
  mariadb_stop
  tar -C "$STATE" -cf - mysql images fernet credential "${stamps[@]}" | gzip -1 >"$1.part" && mv "$1.part" "$1"
  mariadb_start
  mariadb_ready
  move_image_paths "$HOME_MARK" "$STATE"
}
