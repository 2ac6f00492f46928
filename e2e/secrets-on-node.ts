import { expect } from './fixtures.ts';
import type { RealNode } from './real-node.ts';

// Images and containers of root's own folder are many and no place of any secret.
const places = '/etc /run /var /tmp /home /root /opt /usr/local --exclude-dir=containerd --exclude-dir=overlay2';

/** Of each of the master's secrets one line of which nothing else has the like: a key's second one, or the token. */
export async function secretLinesOf(master: RealNode): Promise<string[]> {
  const lines = (await master.shell("jq -r 'to_entries[] | select(.key | test(\"_key$|token$|secret$\")) | select(.key | test(\"public\") | not) | .value | split(\"\\n\") | if length > 2 then .[1] else .[0] end' /etc/jeroboam/secrets.json")).split('\n');
  for (const line of lines) expect(line.length).toBeGreaterThan(15);
  return lines;
}

/** The files that hold one of the lines, of those that root may read, or anybody. */
export async function filesHolding(node: RealNode, lines: readonly string[], who: 'root' | 'anybody' = 'root'): Promise<string[]> {
  const reader = who === 'root' ? '' : 'setpriv --reuid=65534 --regid=65534 --clear-groups';
  const found = await node.shell(`printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} | ${reader} grep -rlsF --devices=skip -f - ${places} || true`);
  return found.split('\n').filter((file) => file !== '');
}

/** Each secret lies where it must and nowhere else that anybody may read. */
export async function expectSecretsKept(node: RealNode, lines: readonly string[]): Promise<void> {
  expect(await filesHolding(node, lines), `what root finds on ${node.name}`).toContain('/etc/jeroboam/secrets.json');
  expect(await filesHolding(node, lines, 'anybody'), `what anybody may read on ${node.name}`).toEqual([]);
  for (const file of ['settings.json', 'node.json', 'secrets.json', 'boot.tar']) expect(await node.run('stat', '--format=%a %U', `/etc/jeroboam/${file}`)).toBe('600 root');
}
