# shellcheck shell=bash
# `down`: stops what `up` started here, and nothing else. With --wipe its files go, too (the cache outside stays).

down() {
  stop preparation "${NAMES[@]}"
  fabric_end
  if [ "${1:-}" = --wipe ]; then
    rm -rf "$STATE" "$ETC" "$LOG" "$PIDS" "$BIN" "$NODES" "$OPENRC" "$MIRROR" "$HOME_DIR/lock"
    rmdir "$HOME_DIR" 2>/dev/null
    say "down, and its files removed"
  else
    say "down"
  fi
}
