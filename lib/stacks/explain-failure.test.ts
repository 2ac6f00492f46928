import { describe, expect, it } from 'vitest';
import { cleanReason, describePlace, explainFailure } from './explain-failure.ts';

const server = { path: 'kube_masters/0/kube-master', resourceName: 'kube-master', resourceType: 'OS::Nova::Server' };
const minion = { path: 'kube_minions/12/kube-minion', resourceName: 'kube-minion', resourceType: 'OS::Nova::Server' };
const port = { path: 'kube_minions/2/eth0', resourceName: 'eth0', resourceType: 'OS::Neutron::Port' };
const wait = { path: 'kube_minions/2/minion_wait_condition', resourceName: 'minion_wait_condition', resourceType: 'OS::Heat::WaitCondition' };
const balancer = { path: 'api_lb/loadbalancer', resourceName: 'loadbalancer', resourceType: 'OS::Octavia::LoadBalancer' };
const network = { path: 'private_network', resourceName: 'private_network', resourceType: 'OS::Neutron::Net' };
const volume = { path: 'kube_minions/0/docker_volume', resourceName: 'docker_volume', resourceType: 'OS::Cinder::Volume' };

const cases: [string, Parameters<typeof explainFailure>[0], string][] = [
  [
    'no host',
    { ...server, reason: 'ResourceInError: resources.kube-master: Went to status ERROR due to "Message: No valid host was found. , Code: 500"' },
    'The cloud has no host with room for the server of master 0.',
  ],
  [
    'a quota of Nova, with its figures',
    { ...minion, reason: 'Forbidden: resources.kube-minion: Quota exceeded for cores: Requested 4, but already used 18 of 20 cores (HTTP 403) (Request-ID: req-1)' },
    "The project's quota of cores is full: the server of minion 12 needs 4, and 18 of 20 are used.",
  ],
  [
    'two quotas of Nova at once',
    { ...minion, reason: 'Forbidden: resources.kube-minion: Quota exceeded for cores, ram: Requested 4, 8192, but already used 18, 40000 of 20, 40960 cores, ram (HTTP 403)' },
    "The project's quota of cores and RAM is full: the server of minion 12 needs 4, 8192, and 18, 40000 of 20, 40960 are used.",
  ],
  [
    'a quota of Neutron',
    { ...port, reason: "OverQuotaClient: resources.eth0: Quota exceeded for resources: ['port'].\nNeutron server returns request_ids: ['req-2']" },
    "The project's quota of ports is full, so the port of minion 2 could not be made.",
  ],
  [
    'a quota of Cinder',
    { ...volume, reason: 'OverLimit: resources.docker_volume: VolumeSizeExceedsAvailableQuota: Requested volume or snapshot exceeds allowed gigabytes quota. Requested 50G, quota is 100G and 80G has been consumed. (HTTP 413)' },
    "The project's quota of volume space is full: 50 GiB are needed, and 80 of 100 GiB are used.",
  ],
  ['a machine that never reports', { ...wait, reason: 'WaitConditionTimeout: resources.minion_wait_condition: 0 of 2 received' }, 'Minion 2 did not report back in time. Nothing was ever heard of it: it did not boot, or it cannot reach Heat.'],
  [
    'a machine that falls silent on the way',
    { ...wait, reason: 'WaitConditionTimeout: resources.minion_wait_condition: 1 of 2 received - [3/9] configure-containerd: done in 4 s\n[4/9] join-cluster: started' },
    'Minion 2 did not report back in time: the last it told of was “Join cluster” (step 4 of 9).',
  ],
  [
    'a machine that reports a failure',
    { ...wait, reason: 'WaitConditionFailure: resources.minion_wait_condition: image pull failed' },
    'Minion 2 started but its set-up failed: image pull failed.',
  ],
  [
    'no floating IP left',
    { path: 'kube_masters/0/floating', resourceName: 'floating', resourceType: 'OS::Neutron::FloatingIP', reason: 'ExternalIpAddressExhaustedClient: resources.floating: Unable to find any IP address on external network 5f.' },
    'The external network has no free floating IP left.',
  ],
  [
    'no address left',
    { ...port, reason: 'IpAddressGenerationFailureClient: resources.eth0: No more IP addresses available on network 5f.' },
    'The network has no free address left.',
  ],
  [
    'a key pair of somebody else',
    { ...server, reason: 'BadRequest: resources.kube-master: Invalid key_name provided. (HTTP 400)' },
    'The key pair of this cluster does not exist for the user who made it.',
  ],
  [
    'a load balancer in error',
    { ...balancer, reason: 'ResourceInError: resources.loadbalancer: Went to status ERROR due to "Unknown"' },
    'The load balancer could not be made: the load balancer service reports an error of its own.',
  ],
  [
    'a volume in error',
    { ...volume, reason: 'ResourceInError: resources.docker_volume: Went to status error due to "Unknown"' },
    'A volume could not be made: block storage reports an error of its own.',
  ],
  [
    'a network still in use at delete',
    { ...network, reason: 'Conflict: resources.private_network: Unable to complete operation on network 5f. There are one or more ports still in use on the network.' },
    "The network private_network is still in use by something that is not part of this cluster's stack.",
  ],
  ["the stack's own time limit", { ...server, reason: 'CREATE aborted (Task create from TemplateResource "0" Stack "x" timed out)' }, 'The time limit of the cluster was over before the server of master 0 was ready.'],
  [
    'words nobody foresaw, cleaned of classes, chains and request ids',
    { ...network, reason: 'SomethingOddError: resources.private_network: the moon is full (HTTP 418) (Request-ID: req-9)' },
    'The network private_network failed: the moon is full.',
  ],
  [
    'a server in error that gives no reason',
    { ...minion, reason: 'ResourceInError: resources.kube-minion: Went to status ERROR due to "Message: Unknown, Code: Unknown"' },
    'The server of minion 12 failed and the cloud gave no reason.',
  ],
  ['no words at all', { ...network, reason: '' }, 'The network private_network failed and the cloud gave no reason.'],
];

describe('explainFailure', () => {
  it.each(cases)('explains %s', (_, failure, sentence) => {
    const { reason, advice } = explainFailure(failure);
    expect(reason).toBe(sentence);
    expect(advice).toMatch(/^[A-Z].*\.$/s);
  });

  it('never shows a request id or an error class', () => {
    for (const [, failure] of cases) expect(explainFailure(failure).reason).not.toMatch(/req-|HTTP \d|Error:|resources\./);
  });
});

describe('describePlace', () => {
  it('uses names a person finds in the graph', () => {
    expect(describePlace(server)).toBe('the server of master 0');
    expect(describePlace(wait)).toBe('minion 2');
    expect(describePlace(network)).toBe('the network private_network');
  });
});

describe('cleanReason', () => {
  it('is not held up by words that a node made up to do so', () => {
    const chain = `resources.a${'.resources.a'.repeat(2_000)}!`;
    const began = performance.now();
    for (const reason of [chain, chain.replaceAll('.a', '[0]'), ' '.repeat(100_000), 'A'.repeat(100_000), 'resources'.repeat(20_000)]) {
      cleanReason(reason);
      explainFailure({ ...wait, reason: `StackValidationFailed: ${reason}` });
    }
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('keeps what was said inside nested resources', () => {
    expect(cleanReason('ResourceInError: resources.kube_masters.resources[0].resources.node: Went to status ERROR due to "Message: boom, Code: 500"')).toBe('boom');
  });
});
