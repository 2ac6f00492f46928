import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInForTest, uniqueName } from '#lib/openstack/test-sign-in.ts';
import type { Scope } from '#lib/openstack/scope.ts';

/** The test cloud's machines (testcloud/README.md, "Machines"), asked by OpenStack's own interfaces and by the addresses they were given. */
const nodes = path.resolve(process.env.TESTCLOUD_HOME ?? '.data/testcloud', 'nodes');
const prepared = existsSync(path.join(nodes, 'rootfs/debian-12-node'));
const name = uniqueName('machines');
const timeoutMs = 240_000;

interface Server {
  id: string;
  status: string;
}

let alice: Scope;
let endpoints: Record<string, string>;
let stackUrl = '';
/** Ids of the servers; ids and addresses of what else the stack made. */
const servers = new Map<string, string>();
const made = new Map<string, string>();

const unit = `[Service]
WorkingDirectory=/srv/www
ExecStartPre=/bin/sh -c 'hostname >name; echo boot >>boots'
ExecStart=/usr/bin/python3 -m http.server 8080
[Install]
WantedBy=multi-user.target
`;

const disk = `[Service]
Type=oneshot
ExecStart=/bin/sh -c 'until ls /dev/disk/by-id/virtio-*; do sleep 0.5; done; mkfs.ext4 -q /dev/disk/by-id/virtio-*; mount /dev/disk/by-id/virtio-* /mnt; df --output=target,size /mnt >/srv/www/disk; umount /mnt'
`;

/** A web server that tells its host's name and counts its boots; then the last lines, told by parameters. */
const userData = (lines: readonly string[]) => `#cloud-config
write_files:
- {path: /etc/systemd/system/web.service, content: ${JSON.stringify(unit)}}
- {path: /etc/systemd/system/disk.service, content: ${JSON.stringify(disk)}}
runcmd:
- mkdir -p /srv/www
- systemctl enable --now web
- systemctl start --no-block disk
${lines.map((line) => `- ${JSON.stringify(line)}`).join('\n')}
`;

function template(): unknown {
  const port = { network: { get_resource: 'net' }, fixed_ips: [{ subnet: { get_resource: 'subnet' } }] };
  const address = (resource: string) => ({ get_attr: [resource, 'fixed_ips', 0, 'ip_address'] });
  const floating = (portId: unknown) => ({ type: 'OS::Neutron::FloatingIP', depends_on: 'leg', properties: { floating_network: 'public', port_id: portId } });
  const server = (key: string, lines: readonly string[], params: Record<string, unknown>) => ({
    type: 'OS::Nova::Server',
    properties: {
      name: `${name}-${key}`, image: 'debian-12', flavor: 'm1.small', key_name: 'alice-key', networks: [{ port: { get_resource: `port_${key}` } }],
      user_data_format: 'RAW', user_data: { str_replace: { template: userData(lines), params: { __CURL__: { get_attr: ['handle', 'curl_cli'] }, ...params } } },
    },
  });
  const signal = (key: string) => `__CURL__ --data-binary '{"status": "SUCCESS", "id": "${key}"}'`;
  return {
    heat_template_version: '2021-04-16',
    resources: {
      net: { type: 'OS::Neutron::Net' },
      subnet: { type: 'OS::Neutron::Subnet', properties: { network: { get_resource: 'net' }, cidr: '10.55.0.0/24' } },
      router: { type: 'OS::Neutron::Router', properties: { external_gateway_info: { network: 'public' } } },
      leg: { type: 'OS::Neutron::RouterInterface', properties: { router: { get_resource: 'router' }, subnet: { get_resource: 'subnet' } } },
      shared: { type: 'OS::Neutron::Port', properties: port },
      port_a: { type: 'OS::Neutron::Port', properties: { ...port, allowed_address_pairs: [{ ip_address: address('shared') }] } },
      port_b: { type: 'OS::Neutron::Port', properties: port },
      floating_a: floating({ get_resource: 'port_a' }),
      floating_shared: floating({ get_resource: 'shared' }),
      handle: { type: 'OS::Heat::WaitConditionHandle' },
      both: { type: 'OS::Heat::WaitCondition', properties: { handle: { get_resource: 'handle' }, timeout: 200, count: 2 } },
      a: server('a', ['ip address add __SHARED__/32 dev eth0', 'until ping -c 1 -W 1 __PEER__; do sleep 0.2; done', signal('a')], {
        __SHARED__: address('shared'), __PEER__: address('port_b'),
      }),
      b: server('b', ['echo told-by-user-data >/dev/console', signal('b')], {}),
      balancer: { type: 'OS::Octavia::LoadBalancer', depends_on: 'leg', properties: { vip_subnet: { get_resource: 'subnet' } } },
      listener: { type: 'OS::Octavia::Listener', properties: { loadbalancer: { get_resource: 'balancer' }, protocol: 'TCP', protocol_port: 80 } },
      pool: { type: 'OS::Octavia::Pool', properties: { listener: { get_resource: 'listener' }, protocol: 'TCP', lb_algorithm: 'ROUND_ROBIN' } },
      monitor: {
        type: 'OS::Octavia::HealthMonitor',
        properties: { pool: { get_resource: 'pool' }, type: 'HTTP', url_path: '/name', delay: 1, timeout: 1, max_retries: 2 },
      },
      ...Object.fromEntries(['a', 'b'].map((key) => [`member_${key}`, {
        type: 'OS::Octavia::PoolMember',
        properties: { pool: { get_resource: 'pool' }, address: address(`port_${key}`), protocol_port: 8080, subnet: { get_resource: 'subnet' } },
      }])),
      floating_balancer: floating({ get_attr: ['balancer', 'vip_port_id'] }),
    },
    outputs: Object.fromEntries(['floating_a', 'floating_shared', 'floating_balancer'].map((key) => [key, { value: { get_attr: [key, 'floating_ip_address'] } }])),
  };
}

function known(from: ReadonlyMap<string, string>, key: string): string {
  const value = from.get(key);
  if (value === undefined) throw new Error(`${key} was not made`);
  return value;
}

async function call<T>(service: string, target: string, method = 'GET', body?: unknown): Promise<T> {
  const answer = await fetch(target.startsWith('http') ? target : endpoints[service] + target, {
    method,
    headers: { 'X-Auth-Token': alice.token, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${target}: ${answer.status} ${text.slice(0, 500)}`);
  return (text.startsWith('{') ? JSON.parse(text) : undefined) as T;
}

async function until<T>(what: string, ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (good(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: last seen ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await pause(300);
  }
}

/** What a machine's web server says; empty when it does not answer. */
async function page(host: string, file: string): Promise<string> {
  try {
    const answer = await fetch(`http://${host}/${file}`, { signal: AbortSignal.timeout(2000), headers: { Connection: 'close' } });
    return (await answer.text()).trim();
  } catch {
    return '';
  }
}

const status = async (id: string) => (await call<{ server: Server }>('compute', `/servers/${id}`)).server.status;
const act = (id: string, action: unknown) => call('compute', `/servers/${id}/action`, 'POST', action);
const consoleLog = async (id: string) => (await call<{ output: string }>('compute', `/servers/${id}/action`, 'POST', { 'os-getConsoleOutput': {} })).output;

function setFault(key: string, fault: unknown): void {
  const file = path.join(nodes, 'faults.json');
  const faults = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  writeFileSync(file, JSON.stringify({ ...faults, [key]: fault }));
}

async function createServer(key: string, userDataText: string): Promise<string> {
  const { images: [image] } = await call<{ images: { id: string }[] }>('image', '/v2/images?name=debian-12');
  const { flavors } = await call<{ flavors: { id: string; name: string }[] }>('compute', '/flavors');
  const { server } = await call<{ server: { id: string } }>('compute', '/servers', 'POST', {
    server: {
      name: `${name}-${key}`, imageRef: image?.id, flavorRef: flavors.find((each) => each.name === 'm1.small')?.id, networks: [{ uuid: known(made, 'net') }],
      user_data: Buffer.from(userDataText).toString('base64'),
    },
  });
  servers.set(key, server.id);
  await until(`${key} ACTIVE`, () => status(server.id), (now) => now === 'ACTIVE');
  return server.id;
}

beforeAll(async () => {
  if (!prepared) return;
  alice = await signInForTest('alice');
  const answer = await fetch(`${process.env.OS_AUTH_URL}/auth/catalog`, { headers: { 'X-Auth-Token': alice.token } });
  const { catalog } = (await answer.json()) as { catalog: { type: string; endpoints: { interface: string; url: string }[] }[] };
  endpoints = Object.fromEntries(catalog.map((entry) => [entry.type, entry.endpoints.find((each) => each.interface === 'public')?.url ?? '']));
  const { stack } = await call<{ stack: { id: string } }>('orchestration', '/stacks', 'POST', { stack_name: name, template: template(), timeout_mins: 4 });
  stackUrl = `/stacks/${name}/${stack.id}`;
  type Stack = { stack: { stack_status: string; stack_status_reason: string; outputs: { output_key: string; output_value: string }[] } };
  const done = await until('stack', () => call<Stack>('orchestration', stackUrl), (now) => !now.stack.stack_status.endsWith('IN_PROGRESS'));
  expect(done.stack.stack_status_reason).toBe('Stack CREATE completed successfully');
  const { resources } = await call<{ resources: { resource_name: string; physical_resource_id: string }[] }>('orchestration', `${stackUrl}/resources`);
  for (const each of resources) (['a', 'b'].includes(each.resource_name) ? servers : made).set(each.resource_name, each.physical_resource_id);
  for (const each of done.stack.outputs) made.set(each.output_key, each.output_value);
}, timeoutMs);

afterAll(async () => {
  if (!stackUrl) return;
  for (const key of ['silent', 'small']) setFault(`${name}-${key}`, undefined);
  for (const [key, id] of servers) if (key.length > 1) await call('compute', `/servers/${id}`, 'DELETE');
  await call('orchestration', stackUrl, 'DELETE');
}, timeoutMs);

const machines = prepared ? test : test.skip;
const why = prepared ? '' : ' (skipped: the node image is still being prepared)';

machines(`a machine boots from its user_data, signals, and answers at its floating IP and at a shared address${why}`, async () => {
  expect(await until('floating IP', () => page(`${known(made, 'floating_a')}:8080`, 'name'), (text) => text !== '')).toBe(`${name}-a`);
  expect(await until('shared address', () => page(`${known(made, 'floating_shared')}:8080`, 'name'), (text) => text !== '')).toBe(`${name}-a`);
}, timeoutMs);

machines(`the console log is the machine's own${why}`, async () => {
  const log = await until('console log', () => consoleLog(known(servers, 'b')), (text) => text.includes('Cloud-init') && text.includes('finished'));
  expect(log).toContain('told-by-user-data');
  expect(log).toContain('Welcome to Debian GNU/Linux 12');
}, timeoutMs);

machines(`a load balancer spreads over its members and leaves a stopped one out; a started one is as it was${why}`, async () => {
  const both = async () => new Set([await page(known(made, 'floating_balancer'), 'name'), await page(known(made, 'floating_balancer'), 'name')]);
  await until('both members', both, (names) => names.has(`${name}-a`) && names.has(`${name}-b`));
  await act(known(servers, 'b'), { 'os-stop': null });
  await until('b SHUTOFF', () => status(known(servers, 'b')), (now) => now === 'SHUTOFF');
  type Members = { members: { operating_status: string }[] };
  const states = async () => (await call<Members>('load-balancer', `/v2/lbaas/pools/${known(made, 'pool')}/members`)).members.map((each) => each.operating_status).sort();
  await until('members', states, (now) => now.join() === 'ERROR,ONLINE');
  expect(await both()).toEqual(new Set([`${name}-a`]));
  await act(known(servers, 'b'), { 'os-start': null });
  await until('members', states, (now) => now.join() === 'ONLINE,ONLINE');
  await until('both members', both, (names) => names.size === 2);
}, timeoutMs);

machines(`an attached volume is a disk of the machine${why}`, async () => {
  const { volume } = await call<{ volume: { id: string } }>('volumev3', '/volumes', 'POST', { volume: { name, size: 1 } });
  const attachment = `/servers/${known(servers, 'a')}/os-volume_attachments`;
  const state = async () => (await call<{ volume: { status: string } }>('volumev3', `/volumes/${volume.id}`)).volume.status;
  await until('volume', state, (now) => now === 'available');
  await call('compute', attachment, 'POST', { volumeAttachment: { volumeId: volume.id } });
  expect(await until('disk', () => page(`${known(made, 'floating_a')}:8080`, 'disk'), (text) => text.includes('/mnt'))).toMatch(/\/mnt +9\d{5}$/);
  await call('compute', `${attachment}/${volume.id}`, 'DELETE');
  await until('volume', state, (now) => now === 'available');
  await call('volumev3', `/volumes/${volume.id}`, 'DELETE');
}, timeoutMs);

machines(`a reboot, soft or hard, boots the same disk again${why}`, async () => {
  for (const [number, type] of [[2, 'SOFT'], [3, 'HARD']] as const) {
    await act(known(servers, 'a'), { reboot: { type } });
    await until(`boot ${number}`, () => page(`${known(made, 'floating_a')}:8080`, 'boots'), (text) => text.split('\n').length === number);
    await until('a ACTIVE', () => status(known(servers, 'a')), (now) => now === 'ACTIVE');
  }
}, timeoutMs);

machines(`faults: a silent machine boots when its fault is taken away; a small disk is full soon; a machine may power itself off; one whose container breaks is started again${why}`, async () => {
  setFault(`${name}-silent`, 'silent');
  const silent = await createServer('silent', userData([]));
  setFault(`${name}-small`, { diskMib: 100 });
  const small = await createServer('small', userData(['head -c 300M /dev/zero >/var/lib/blob || echo DISK-IS-FULL >/dev/console', 'poweroff']));
  expect(await until('full disk', () => consoleLog(small), (text) => text.includes('DISK-IS-FULL'))).toContain('No space left on device');
  await until('small SHUTOFF', () => status(small), (now) => now === 'SHUTOFF');
  expect(await consoleLog(silent)).toBe('');
  setFault(`${name}-silent`, undefined);
  await until('silent boots', () => consoleLog(silent), (text) => text.includes('Welcome to Debian'));

  const launcher = readFileSync(path.join(nodes, silent, 'pid'), 'utf8').split(' ')[0] ?? '';
  for (const child of readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8').trim().split(' ')) process.kill(Number(child), 'SIGKILL');
  await until('silent boots again', () => consoleLog(silent), (text) => text.split('Welcome to Debian').length === 3);
  expect(await status(silent)).toBe('ACTIVE');
}, timeoutMs);

machines(`an Ignition configuration is applied before the first boot; a wrong one leaves the machine in emergency mode${why}`, async () => {
  const contents = '[Service]\nType=oneshot\nExecStart=/bin/sh -c "cat /etc/told >/dev/console"\n[Install]\nWantedBy=multi-user.target\n';
  const good = {
    ignition: { version: '3.3.0' },
    storage: { files: [{ path: '/etc/told', mode: 0o600, contents: { source: 'data:,told-by-ignition%0A' } }] },
    systemd: { units: [{ name: 'tell.service', enabled: true, contents }] },
  };
  const id = await createServer('ignition', JSON.stringify(good));
  const log = await until('unit', () => consoleLog(id), (text) => text.includes('told-by-ignition\n'));
  expect(log).toContain('Ignition finished successfully');
  expect(log).not.toContain('Cloud-init v.');
  const wrong = await createServer('wrong', JSON.stringify({ ...good, ignition: { version: '9.9.9' } }));
  expect(await until('emergency mode', () => consoleLog(wrong), (text) => text.includes('emergency mode'))).toContain('unsupported config version');
}, timeoutMs);

machines(`a deleted machine leaves nothing behind${why}`, async () => {
  const id = known(servers, 'silent');
  const traces = () => [...readdirSync(nodes), ...readdirSync('/run/netns'), ...readdirSync('/sys/fs/cgroup/pids')].filter((entry) => entry.includes(id.replaceAll('-', '').slice(0, 12)) || entry === id);
  expect(traces()).toHaveLength(existsSync(path.join(nodes, id)) ? 3 : 0);
  await call('compute', `/servers/${id}`, 'DELETE');
  servers.delete('silent');
  await until('traces', () => Promise.resolve(traces()), (found) => found.length === 0);
}, timeoutMs);
