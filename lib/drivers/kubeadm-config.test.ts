import { spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as yaml from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { makeThrowAwaySecrets } from '#lib/certificates/make-throw-away-secrets.ts';
import { listDrivers } from './list-drivers.ts';
import { archiveEntries } from './pack-archive.ts';
import { renderBundle } from './render-bundle.ts';
import { sampleValues } from './sample-values.ts';
import { kubeadmFaults } from './test-kubeadm-schema.ts';
import { nodeFilesOf } from './test-node-files.ts';
import { userDataOf } from './test-user-data.ts';
import type { DriverValues } from './values.ts';

/** What the steps of a node tell kubeadm, for each version of its configuration: the steps really run, kubeadm does not. */
const driver = (await listDrivers()).find(({ manifest }) => manifest.name === 'k8s_debian_v1');
if (!driver) throw new Error('there is no driver k8s_debian_v1');
const secrets = await makeThrowAwaySecrets();
const folder = mkdtempSync(path.join(tmpdir(), 'kubeadm-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Learner: whether kubeadm has to be asked for one. Own: whether these steps add it to etcd, as kubeadm cannot. */
const versions = [
  { tag: 'v1.20.2', api: 'v1beta2', learner: 'own', taints: ['master'] },
  { tag: 'v1.21.14', api: 'v1beta2', learner: 'own', taints: ['master'] },
  { tag: 'v1.22.17', api: 'v1beta3', learner: 'own', taints: ['master'] },
  { tag: 'v1.24.17', api: 'v1beta3', learner: 'own', taints: ['master', 'control-plane'] },
  { tag: 'v1.27.16', api: 'v1beta3', learner: 'asked', taints: ['control-plane'] },
  { tag: 'v1.28.15', api: 'v1beta3', learner: 'asked', taints: ['control-plane'] },
  { tag: 'v1.29.15', api: 'v1beta3', learner: 'default', taints: ['control-plane'] },
  { tag: 'v1.30.14', api: 'v1beta3', learner: 'default', taints: ['control-plane'] },
  { tag: 'v1.31.14', api: 'v1beta4', learner: 'default', taints: ['control-plane'] },
] as const;

type Document = { apiVersion: string; kind: string } & Record<string, unknown>;
interface Call {
  words: string;
  documents: Document[];
}
interface Node {
  /** What kubeadm was called for, in order; each with the configuration it was given. */
  calls: Call[];
  /** Text of a file of the node, by its path there. */
  read: (file: string) => string;
}

const masters = ['10.0.0.11', '10.0.0.12', '10.0.0.13'];

/** In the place of what would change this machine or ask another one. Nothing is waited for. */
const standIns = `
kubeadm() {
  number=$(($(cat "$run_dir/number" 2>/dev/null || echo 100) + 1))
  echo "$number" >"$run_dir/number"
  printf '%s' "$*" >"$run_dir/call-$number"
  case $* in
    'version --output short') setting kube_tag ;;
    'init phase kubeconfig admin '*) printf '    client-certificate-data: Yw==\\n    client-key-data: aw==\\n' >"$run_dir/admin.conf" ;;
  esac
  while [ $# -gt 0 ]; do
    if [ "$1" = --config ]; then cp "$2" "$run_dir/config-$number"; fi
    shift
  done
}
kubectl() { :; }
systemctl() { :; }
sleep() { :; }
wait_for() { shift; "$@"; }
curl() {
  case $* in
    */readyz) [ -e "$run_dir/api-answers" ] ;;
    */configmaps/cluster-info) if [ -e "$run_dir/token-known" ]; then echo "\\"jws-kubeconfig-$(secret bootstrap_token | cut -d . -f 1)\\": \\"x\\""; fi ;;
    */api/v1/nodes*) printf '"type": "Ready",\\n"status": "True",\\n' ;;
    */member/add) touch "$run_dir/added" ;;
    */member/list)
      printf '{"header":{"cluster_id":"1"},"members":[{"ID":"11","name":"test-0000abcd-master-0","peerURLs":["https://10.0.0.11:2380"]}'
      if [ -e "$run_dir/added" ]; then printf ',{"ID":"12","peerURLs":["https://10.0.0.12:2380"],"isLearner":true}'; fi
      echo ']}'
      ;;
  esac
}
`;

interface Layout {
  changes?: Partial<DriverValues>;
  labels?: Record<string, string>;
  tokenKnown?: boolean;
}

/** Runs one step on a node as the portal's own rendering makes it, below a folder of its own. */
function runStep(step: string, role: 'master' | 'minion', index: number, tag: string, { changes, labels, tokenKnown = true }: Layout = {}): Node {
  const root = mkdtempSync(path.join(folder, 'node-'));
  const here = (text: string) => text.replaceAll('/etc/', `${root}/etc/`).replaceAll('/run/jeroboam', `${root}/run/jeroboam`);
  const there = (text: string) => text.replaceAll(root, '');
  const run = path.join(root, 'run/jeroboam');
  const boot = path.join(root, 'etc/jeroboam');
  for (const each of [run, boot, path.join(root, 'etc/default')]) mkdirSync(each, { recursive: true });

  const bundle = renderBundle(driver!, sampleValues(driver!, { masterCount: 3, clusterName: 'alpha', secrets, ...changes }, { kube_tag: tag, ...labels }));
  const server = userDataOf(bundle).find((each) => each.path.startsWith(`kube_${role}s/${index}/`));
  const files = nodeFilesOf(server?.userData ?? '');
  const json = (name: string) => JSON.parse(files.get(`/etc/jeroboam/${name}.json`)?.content.toString() ?? '') as Record<string, unknown>;
  const settings = { ...json('settings'), master_addresses: masters, api_private_address: '10.0.0.9' };
  const node = { ...json('node'), ...(role === 'master' && { address: masters[index] }) };
  writeFileSync(path.join(run, 'values'), [...assign('setting', settings), ...assign('node', node), ...assign('secret', json('secrets'))].join(''));
  for (const [name, text] of Object.entries(archiveEntries(driver!, role))) {
    if (!name.includes('/')) writeFileSync(path.join(boot, name), here(text) + (name === 'kubeadm.sh' ? standIns : ''));
    if (name.endsWith(`-${step}.sh`)) writeFileSync(path.join(root, 'step.sh'), here(text));
  }
  if (role === 'minion' || index > 0) writeFileSync(path.join(run, 'api-answers'), '');
  if (tokenKnown) writeFileSync(path.join(run, 'token-known'), '');

  const { status, stdout, stderr } = spawnSync('sh', [path.join(root, 'step.sh')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${step} of ${tag} ended with ${status}: ${stdout}${stderr}`);
  const made = readdirSync(run);
  return {
    calls: made.filter((name) => name.startsWith('call-')).sort().map((name) => {
      const config = name.replace('call', 'config');
      return {
        words: there(readFileSync(path.join(run, name), 'utf8')),
        documents: made.includes(config) ? (yaml.loadAll(there(readFileSync(path.join(run, config), 'utf8'))) as Document[]) : [],
      };
    }),
    read: (file) => there(readFileSync(path.join(root, file), 'utf8')),
  };
}

/** As run-steps writes what the nodes are told. */
function assign(kind: string, values: Readonly<Record<string, unknown>>): string[] {
  const textOf = (value: unknown): string => (Array.isArray(value) ? value.map(textOf).join('\n') : String(value ?? ''));
  return Object.entries(values).map(([key, value]) => `${kind}_${key}='${textOf(value).replaceAll("'", `'\\''`)}'\n`);
}

const documentOf = (call: Call | undefined, kind: string) => call?.documents.find((each) => each.kind === kind);
const publicKeyHash = `sha256:${createHash('sha256').update(new X509Certificate(secrets.caCertificatePem).publicKey.export({ type: 'spki', format: 'der' })).digest('hex')}`;

describe.each(versions)('Kubernetes $tag', ({ tag, api, learner, taints }) => {
  const minor = Number(tag.split('.')[1]);
  const registration = { criSocket: 'unix:///run/containerd/containerd.sock' };
  /** The flags as this version's extraArgs are written. */
  const args = (flags: Record<string, string>) => (api === 'v1beta4' ? Object.entries(flags).map(([name, value]) => ({ name, value })) : flags);
  const patches = minor < 22 ? ' --experimental-patches=/run/jeroboam/patches' : '';
  const isKnown = ({ documents }: Call) => expect(documents.flatMap(kubeadmFaults)).toEqual([]);

  test('the first master starts a cluster', () => {
    const first = runStep('start-master', 'master', 0, tag, {
      changes: { containerInfraPrefix: 'registry.example.org/k8s/' },
      labels: { kubeapi_options: '--max-requests-inflight=800 --profiling=false', kubescheduler_options: '--v=2', keystone_auth_enabled: 'true', cgroup_driver: 'cgroupfs' },
    });
    const [call] = first.calls;
    expect(first.calls).toHaveLength(1);
    expect(call?.words).toBe(`init --config /run/jeroboam/kubeadm.yaml --skip-token-print${patches}`);
    isKnown(first.calls[0]!);
    expect(call?.documents.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
      `kubeadm.k8s.io/${api} InitConfiguration`,
      `kubeadm.k8s.io/${api} ClusterConfiguration`,
      'kubelet.config.k8s.io/v1beta1 KubeletConfiguration',
      'kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration',
    ]);

    expect(documentOf(call, 'InitConfiguration')).toEqual({
      apiVersion: `kubeadm.k8s.io/${api}`,
      kind: 'InitConfiguration',
      bootstrapTokens: [{ token: secrets.bootstrapToken, ttl: expect.stringMatching(/^[1-9]\d*s$/) as string }],
      // Behind an address that masters share, the API server has a port of its own.
      localAPIEndpoint: { advertiseAddress: '10.0.0.11', bindPort: 16443 },
      // No taints: those of this version are kubeadm's own, and the kubelet's from its first moment on.
      nodeRegistration: { name: 'test-0000abcd-master-0', ...registration },
    });

    const cluster = documentOf(call, 'ClusterConfiguration');
    expect(cluster).toMatchObject({
      clusterName: 'alpha',
      kubernetesVersion: tag,
      controlPlaneEndpoint: '10.0.0.9:6443',
      imageRepository: 'registry.example.org/k8s',
      networking: { podSubnet: '10.100.0.0/16', serviceSubnet: '10.254.0.0/16' },
      apiServer: {
        certSANs: ['127.0.0.1', 'localhost', '10.0.0.9', '172.24.10.14', ...masters],
        extraArgs: args({ 'max-requests-inflight': '800', profiling: 'false', 'authentication-token-webhook-config-file': '/etc/kubernetes/keystone-auth/webhook.yaml' }),
        extraVolumes: [{ name: 'keystone-auth', hostPath: '/etc/kubernetes/keystone-auth', mountPath: '/etc/kubernetes/keystone-auth', readOnly: true, pathType: 'Directory' }],
      },
      scheduler: { extraArgs: args({ v: '2' }) },
      etcd: { local: { extraArgs: args({}) } },
    });
    expect(cluster?.featureGates).toEqual(learner === 'asked' ? { EtcdLearnerMode: true } : undefined);
    expect(documentOf(call, 'KubeletConfiguration')).toMatchObject({ cgroupDriver: 'cgroupfs', serializeImagePulls: false });
    expect(documentOf(call, 'KubeProxyConfiguration')).toMatchObject({ clusterCIDR: '10.100.0.0/16', conntrack: { maxPerCore: 0, min: 0 } });
    if (patches) {
      const patch = yaml.load(first.read('run/jeroboam/patches/etcd+strategic.yaml'));
      expect(patch).toEqual({ spec: { containers: [{ name: 'etcd', resources: { requests: { 'ephemeral-storage': null } } }] } });
    }
    expect(() => first.read('run/jeroboam/kubeadm.yaml'), 'it holds a token').toThrow();
  });

  test('what is not asked for is not in the configuration, and the flags of the controller manager come after its own', () => {
    const [call] = runStep('start-master', 'master', 0, tag, {
      changes: { masterCount: 1, networkDriver: 'calico' },
      labels: { dns_enabled: 'false', calico_ipv4pool: '10.101.0.0/16', kubecontroller_options: '--node-monitor-grace-period=20s --flag' },
    }).calls;
    isKnown(call!);
    expect(call?.words).toBe(`init --config /run/jeroboam/kubeadm.yaml --skip-token-print --skip-phases=addon/coredns --ignore-preflight-errors=ImagePull${patches}`);
    expect(documentOf(call, 'InitConfiguration')).toMatchObject({ localAPIEndpoint: { bindPort: 6443 } });
    const cluster = documentOf(call, 'ClusterConfiguration');
    expect(cluster).not.toHaveProperty('imageRepository');
    expect(cluster).toMatchObject({ networking: { podSubnet: '10.101.0.0/16' }, apiServer: { extraArgs: args({}), extraVolumes: [] }, scheduler: { extraArgs: args({}) } });
    const { extraArgs: flags } = cluster?.controllerManager as { extraArgs: Record<string, string> | { name: string; value: string }[] };
    const pairs = Array.isArray(flags) ? flags.map(({ name, value }) => [name, value]) : Object.entries(flags);
    expect(pairs.slice(-2)).toEqual([['node-monitor-grace-period', '20s'], ['flag', '']]);
    expect(args(Object.fromEntries(pairs) as Record<string, string>)).toEqual(flags);
  });

  test('a further master joins in two parts, and etcd takes it as a learner', () => {
    const { calls } = runStep('start-master', 'master', 1, tag);
    for (const call of calls) isKnown(call);
    const [kubeconfig, early, ...late] = calls;
    expect(kubeconfig?.words).toBe(`init phase kubeconfig admin --kubeconfig-dir /run/jeroboam --control-plane-endpoint 10.0.0.9:6443 --kubernetes-version ${tag}`);
    expect(early?.words).toBe('join --config /run/jeroboam/kubeadm.yaml --skip-phases=control-plane-prepare/control-plane,control-plane-join');
    const done = '--skip-phases=preflight,control-plane-prepare/certs,control-plane-prepare/kubeconfig,kubelet-start';
    expect(late.map(({ words }) => words)).toEqual(
      learner === 'own'
        ? [`init phase etcd local --config /run/jeroboam/etcd.yaml${patches}`, `join --config /run/jeroboam/kubeadm.yaml${patches} ${done},control-plane-join/etcd`]
        : [`join --config /run/jeroboam/kubeadm.yaml ${done}`],
    );
    for (const call of [early, late.at(-1)]) {
      expect(call?.documents).toEqual([
        {
          apiVersion: `kubeadm.k8s.io/${api}`,
          kind: 'JoinConfiguration',
          discovery: { bootstrapToken: { token: secrets.bootstrapToken, apiServerEndpoint: '10.0.0.9:6443', caCertHashes: [publicKeyHash] } },
          controlPlane: { localAPIEndpoint: { advertiseAddress: '10.0.0.12', bindPort: 16443 } },
          nodeRegistration: { name: 'test-0000abcd-master-1', ...registration },
        },
      ]);
    }
    if (learner === 'own') {
      const members = 'test-0000abcd-master-0=https://10.0.0.11:2380,test-0000abcd-master-1=https://10.0.0.12:2380';
      expect(documentOf(late[0], 'ClusterConfiguration')?.etcd).toEqual({ local: { extraArgs: args({ 'initial-cluster': members, 'initial-cluster-state': 'existing' }) } });
    }
  });

  test('a master that comes after the token’s end finds the cluster by a kubeconfig', () => {
    const { calls } = runStep('start-master', 'master', 1, tag, { tokenKnown: false });
    for (const call of calls) isKnown(call);
    expect(documentOf(calls.at(-1), 'JoinConfiguration')?.discovery).toEqual({ file: { kubeConfigPath: '/run/jeroboam/admin.conf' } });
  });

  test('a minion joins', () => {
    const { calls } = runStep('join-minion', 'minion', 0, tag);
    expect(calls.map(({ words }) => words)).toEqual(['join --config /run/jeroboam/kubeadm.yaml']);
    for (const call of calls) isKnown(call);
    expect(calls[0]?.documents).toEqual([
      {
        apiVersion: `kubeadm.k8s.io/${api}`,
        kind: 'JoinConfiguration',
        discovery: { bootstrapToken: { token: secrets.bootstrapToken, apiServerEndpoint: '10.0.0.9:6443', caCertHashes: [publicKeyHash] } },
        nodeRegistration: { name: 'test-0000abcd-minion-0', ...registration },
      },
    ]);
  });

  test('the kubelet of a master has the taints that this kubeadm gives', () => {
    const options = runStep('configure-kubelet', 'master', 0, tag).read('etc/default/kubelet');
    expect(options).toContain(`--register-with-taints=${taints.map((taint) => `node-role.kubernetes.io/${taint}=:NoSchedule`).join(',')}`);
  });
});
