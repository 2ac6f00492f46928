#!/bin/sh
# shellcheck source=../../common/boot/node.sh
. /etc/jeroboam/node.sh

# Mesos and Marathon have no packages: archives come from the site's own mirror, with their checksums.
if [ "$(node_value role)" = master ]; then wanted="mesos marathon"; else wanted=mesos; fi
mirror=$(setting mesos_mirror)
mirror=${mirror%/}
# shellcheck disable=SC2154 # of node.sh
if [ -e "$run_dir/proxy" ]; then
  # shellcheck source=/dev/null
  . "$run_dir/proxy"
fi
fetch() { curl --silent --show-error --fail --location --connect-timeout 10 --max-time 900 --output "$2" "$mirror/$1"; }

work=$state_dir/fetched
mkdir -p "$work"
cd "$work"
for name in $wanted; do
  if [ -x "/opt/$name/sbin/mesos-agent" ] || [ -x "/opt/$name/bin/marathon" ]; then continue; fi
  [ -n "$mirror" ] || fail "The image has no $name, and no mirror is set to take it from. Set the label mesos_mirror."
  archive=$name-$(setting "${name}_version").tar.gz
  retry 3 5 fetch SHA256SUMS SHA256SUMS || fail "The mirror $mirror has no SHA256SUMS, or does not answer. Check the label mesos_mirror."
  retry 3 5 fetch "$archive" "$archive" || fail "The mirror $mirror has no $archive."
  grep " [*]\{0,1\}$archive\$" SHA256SUMS >this.sum || fail "SHA256SUMS of the mirror $mirror does not name $archive."
  sha256sum --check --status this.sum || fail "$archive of the mirror $mirror is not what its SHA256SUMS says."
  mkdir -p "/opt/$name"
  tar --extract --gzip --no-same-owner --strip-components=1 --directory "/opt/$name" --file "$archive"
  rm -f "$archive"
done
chmod -R a+rX /opt/mesos
echo /opt/mesos/lib >/etc/ld.so.conf.d/mesos.conf
ldconfig
/opt/mesos/sbin/mesos-agent --version || fail "The Mesos of the mirror does not run on this image."
note "$(/opt/mesos/sbin/mesos-agent --version)"
