import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(process.env.TESTCLOUD_HOME ?? '.data/testcloud', 'nodes', 'faults.json');

/**
 * What the test cloud does wrong from now on, by a part of a server's name or `lb:` and one of a load balancer's
 * (testcloud/README.md); null takes a fault away. Those that other tests have asked for stay.
 */
export function setFaults(faults: Readonly<Record<string, unknown>>): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : {};
  const now = Object.entries({ ...earlier, ...faults }).filter(([, fault]) => fault !== null);
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(Object.fromEntries(now)));
  renameSync(`${file}.${process.pid}`, file);
}
