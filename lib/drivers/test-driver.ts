import type { Driver } from './driver.ts';
import { parseHot } from './hot-yaml.ts';
import { driverManifestSchema } from './manifest.ts';

/** A small whole driver as files, for tests of what is done to drivers. */
export const testDriverFiles: Readonly<Record<string, string>> = {
  'README.md': `# Test\n\n${'One server that says it is there. '.repeat(10)}\n`,
  'driver.yaml': `
name: test_small_v1
version: 1.0.0
title: Small test driver
description: One server.
status: beta
coe: kubernetes
os: debian
serverTypes: [vm]
image: {osDistro: debian, osVersion: {from: '12', to: '12'}}
minFlavor: {vcpus: 1, ramMib: 512}
coeVersions: [v1.20.2]
containerRuntimes: [containerd]
networkDrivers: [flannel]
volumeDrivers: []
storageDrivers: []
masterCounts: [1]
features: {tlsDisabled: false, localRegistry: false}
apiPort: 6443
heatTemplateVersion: queens
templateFile: templates/main.yaml
parameters:
  flavor: flavorId
  image: imageId
  network: externalNetworkId
  words: labels.words
  ca_key: secrets.caKeyPem
outputs: {api_address: apiAddress}
phases: [{id: node, title: Node, resources: ['node/**']}]
labels:
  - {key: words, title: Words, help: What it says., kind: string, default: hello, pattern: '[a-z ]*', group: Node}
mirrors:
  - {image: registry.example.org/hello, tag: '{coe_version}'}
testedPairs:
  - {osVersion: '12', coeVersion: v1.20.2, containerRuntime: containerd, result: rendered}
proven: {booted: [], renderedOnly: [v1.20.2], notes: Nothing was booted.}
`,
  'templates/main.yaml': `
heat_template_version: queens
parameters:
  flavor: {type: string}
  image: {type: string}
  network: {type: string}
  words: {type: string}
  ca_key: {type: string, hidden: true}
resources:
  node:
    type: node.yaml
    properties:
      flavor: {get_param: flavor}
      image: {get_param: image}
      network: {get_param: network}
      words: {get_param: words}
outputs:
  api_address: {value: 'https://192.0.2.1:6443'}
`,
  'templates/node.yaml': `
heat_template_version: queens
parameters:
  flavor: {type: string}
  image: {type: string}
  network: {type: string}
  words: {type: string}
resources:
  server:
    type: OS::Nova::Server
    properties:
      flavor: {get_param: flavor}
      image: {get_param: image}
      networks: [{network: {get_param: network}}]
      user_data_format: RAW
      user_data:
        str_replace: {template: {get_file: ../fragments/say.sh}, params: {WORDS: {get_param: words}}}
`,
  'fragments/say.sh': '#!/bin/sh\necho "WORDS"\n',
};

export function testDriver(changes: Readonly<Record<string, string>> = {}): Driver {
  const files = { ...testDriverFiles, ...changes };
  return { manifest: driverManifestSchema.parse(parseHot(files['driver.yaml'] ?? '')), files, folder: 'test_small_v1' };
}

/** One file of it with a piece of its text replaced. @throws Error when the piece is not in it */
export function changedFile(file: string, from: string, to: string): Record<string, string> {
  const text = testDriverFiles[file] ?? '';
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { [file]: text.replace(from, to) };
}
