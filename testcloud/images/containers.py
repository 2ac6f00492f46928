"""Packs the container images of the mirror and writes them where a docker registry keeps its files.

    containers.py STORE KUBERNETES_BIN ROOTS

An image is one layer: the given files and folders as an uncompressed tar, since no network lies between mirror and nodes
and unpacking would cost each of them a second of CPU. Tars are the same byte for byte when made again.
Layout of STORE: distribution's registry/storage/paths.go (filesystem driver, version 2).
"""
import hashlib
import json
import os
import sys
import tarfile

KUBERNETES_VERSION = 'v1.20.2'
PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
MANIFEST_TYPE = 'application/vnd.docker.distribution.manifest.v2+json'
CONFIG_TYPE = 'application/vnd.docker.container.image.v1+json'
LAYER_TYPE = 'application/vnd.docker.image.rootfs.diff.tar'


def images(binaries, roots):
    """Yields (repositories, tags, entrypoint, default command, {path in the image: file or folder})."""
    for name in ('kube-apiserver', 'kube-controller-manager', 'kube-scheduler'):
        yield [f'k8s/{name}'], [KUBERNETES_VERSION], [name], None, {f'usr/local/bin/{name}': f'{binaries}/{name}'}
    yield ['k8s/kube-proxy'], [KUBERNETES_VERSION], ['kube-proxy'], None, {
        '': f'{roots}/kube-proxy', 'usr/local/bin/kube-proxy': f'{binaries}/kube-proxy'}
    # kubeadm 1.20 asks for 3.4.13-0 unless it is told otherwise.
    yield ['k8s/etcd'], ['3.4.23-0', '3.4.13-0'], ['etcd'], None, {'': f'{roots}/etcd'}
    yield ['k8s/pause'], ['3.2'], ['/pause'], None, {'pause': f'{roots}/pause'}
    yield ['k8s/busybox', 'library/busybox'], ['1', 'latest'], None, ['sh'], {'': f'{roots}/busybox'}


class Sink:
    """A file that counts and digests what is written to it."""

    def __init__(self, path):
        self.file, self.hash, self.size = open(path, 'wb'), hashlib.sha256(), 0

    def write(self, data):
        self.hash.update(data)
        self.size += len(data)
        return self.file.write(data)

    def digest(self):
        self.file.close()
        return 'sha256:' + self.hash.hexdigest()


def plain(entry):
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ''
    return entry


def add(tar, name, source):
    """Adds a file, or a folder with all that is in it, in a fixed order."""
    if name:
        tar.add(source, name, recursive=False, filter=plain)
    if os.path.isdir(source) and not os.path.islink(source):
        for child in sorted(os.listdir(source)):
            add(tar, f'{name}/{child}' if name else child, f'{source}/{child}')


class Store:
    def __init__(self, root):
        self.root = f'{root}/docker/registry/v2'
        os.makedirs(self.root, exist_ok=True)

    def blob(self, fill):
        """Keeps what `fill(sink)` writes; returns its digest and size."""
        part = f'{self.root}/part'
        sink = Sink(part)
        fill(sink)
        digest = sink.digest()
        target = f'{self.root}/blobs/sha256/{digest[7:9]}/{digest[7:]}/data'
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(part, target)
        return digest, sink.size

    def link(self, repository, place, digest):
        folder = f'{self.root}/repositories/{repository}/{place}'
        os.makedirs(folder, exist_ok=True)
        with open(f'{folder}/link', 'w') as file:
            file.write(digest)

    def image(self, repositories, tags, entrypoint, command, files):
        def pack(sink):
            with tarfile.open(fileobj=sink, mode='w|', format=tarfile.PAX_FORMAT) as tar:
                for name, source in files.items():
                    add(tar, name, source)

        def put(document):
            return self.blob(lambda sink: sink.write(json.dumps(document, sort_keys=True).encode()))

        layer, layer_size = self.blob(pack)
        run = {'Env': [f'PATH={PATH}']}
        if entrypoint:
            run['Entrypoint'] = entrypoint
        if command:
            run['Cmd'] = command
        config, config_size = put({
            'architecture': 'amd64', 'os': 'linux', 'config': run, 'created': '1970-01-01T00:00:00Z',
            'history': [{'created': '1970-01-01T00:00:00Z'}], 'rootfs': {'type': 'layers', 'diff_ids': [layer]}})
        manifest, _ = put({
            'schemaVersion': 2, 'mediaType': MANIFEST_TYPE,
            'config': {'mediaType': CONFIG_TYPE, 'digest': config, 'size': config_size},
            'layers': [{'mediaType': LAYER_TYPE, 'digest': layer, 'size': layer_size}]})
        for repository in repositories:
            for digest in (layer, config):
                self.link(repository, f'_layers/{digest.replace(":", "/")}', digest)
            revision = manifest.replace(':', '/')
            self.link(repository, f'_manifests/revisions/{revision}', manifest)
            for tag in tags:
                self.link(repository, f'_manifests/tags/{tag}/index/{revision}', manifest)
                self.link(repository, f'_manifests/tags/{tag}/current', manifest)
                print(f'{repository}:{tag} {layer_size / 2 ** 20:.1f} MiB')


def main():
    root, binaries, roots = sys.argv[1:]
    store = Store(root)
    for image in images(binaries, roots):
        store.image(*image)


main()
