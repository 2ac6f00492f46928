# shellcheck shell=bash
# Kubernetes, built once from Debian's source package: the newest of Debian's that holds the whole tree with all that it
# is built from. Debian's own binary package of it is kubectl alone.

KUBERNETES_VERSION=1.20.2
KUBERNETES_PROGRAMS=(kubelet kubeadm kubectl kube-apiserver kube-controller-manager kube-scheduler kube-proxy)

fetch_kubernetes() { # FOLDER: gets the source into FOLDER/source; the machine's own package sources stay as they are
  local options=(
    -o "Dir::Etc::sourcelist=$1/sources.list" -o Dir::Etc::sourceparts=/dev/null -o "Dir::State::lists=$1/lists" -o APT::Sandbox::User=root
  )
  mkdir -p "$1/lists/partial"
  debian_sources deb-src >"$1/sources.list" &&
    apt-get "${options[@]}" update -q &&
    (cd "$1" && apt-get "${options[@]}" source -q --only-source kubernetes) &&
    mv "$1"/kubernetes-*"$KUBERNETES_VERSION" "$1/source"
}

build_kubernetes() { # FOLDER, with the source in it
  local source=$1/source reflect=github.com/modern-go/reflect2
  # The copy in the tree is older than this compiler and does not work with it.
  rm -rf "$source/vendor/$reflect" &&
    cp -rL "/usr/share/gocode/src/$reflect" "$source/vendor/$reflect" &&
    mkdir -p "$1/home" "$1/gopath/src/k8s.io" &&
    ln -sfn "$source" "$1/gopath/src/k8s.io/kubernetes" || return 1
  (
    export HOME=$1/home GOPATH=$1/gopath GOCACHE=$1/gocache GOFLAGS='' CGO_ENABLED=0 PATH=/usr/lib/go-1.19/bin:$PATH
    export KUBE_GIT_VERSION=v$KUBERNETES_VERSION KUBE_GIT_COMMIT=debian KUBE_GIT_TREE_STATE=clean KUBE_GIT_MAJOR=1 KUBE_GIT_MINOR=20
    cd "$source" && make generated_files && make WHAT="${KUBERNETES_PROGRAMS[*]/#/cmd/}" GOLDFLAGS='-s -w'
  )
}

# What an ended preparation has compiled is used by the next one; what has failed is begun anew.
make_kubernetes() {
  local build=$CACHE_DIR/build/kubernetes part=$KUBERNETES.part name
  [ ! -e "$KUBERNETES" ] || return 0
  if [ ! -e "$build/source" ]; then
    rm -rf "$build"
    fetch_kubernetes "$build" || return 1
  fi
  build_kubernetes "$build" || { rm -rf "$build"; return 1; }
  rm -rf "$part"
  mkdir "$part" "$part/bin"
  for name in "${KUBERNETES_PROGRAMS[@]}"; do cp "$build/source/_output/bin/$name" "$part/bin/" || return 1; done
  # The API's description, for those who check manifests.
  cp "$build/source/api/openapi-spec/swagger.json" "$part/" && mv "$part" "$KUBERNETES" && rm -rf "$build"
}
