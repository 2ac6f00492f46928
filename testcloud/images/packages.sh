# shellcheck shell=bash
# What only the preparation of images needs, and how it reaches Debian: by the very mirrors and proxy of this machine.

# shellcheck disable=SC2034
PREPARATION_PACKAGES=(
  mmdebstrap dpkg-dev gcc libc6-dev make rsync jq golang-1.19-go golang-github-modern-go-reflect2-dev
)

# shellcheck disable=SC2016 # apt-get replaces these words, not the shell
debian_sources() { # deb | deb-src: lines for a sources.list
  apt-get indextargets --format "$1"' [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 'Origin: Debian' | grep ' bookworm[^ ]* ' | sort -u
}

apt_options() { # the lines of an apt.conf
  echo 'Acquire::Retries "3";'
  apt-config dump | grep -E '^Acquire::https?::'
}
