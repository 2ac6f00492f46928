import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runTool } from './real-cluster.ts';

/** Machines of the test cloud, seen from inside: what a driver has really done to them. Needs root, as the test cloud does. */
const home = path.resolve(process.env.TESTCLOUD_HOME ?? '.data/testcloud');
const sudo = process.getuid?.() === 0 ? [] : ['sudo'];

export interface RealNode {
  /** Its server's and its node's. */
  name: string;
  /** Runs a program in it as root. @returns what it printed @throws Error with what it wrote when it fails */
  run(...command: readonly string[]): Promise<string>;
  /** The same for a line of the shell. */
  shell(line: string): Promise<string>;
}

/** @param ending of its name, after the cluster's: master-0 */
export function nodeOf(cluster: string, ending: string): RealNode {
  const folder = path.join(home, 'nodes');
  for (const id of readdirSync(folder)) {
    const record = readRecord(path.join(folder, id, 'node.json'));
    if (!record?.name.startsWith(`${cluster}-`) || !record.name.endsWith(ending)) continue;
    const first = firstProcessBelow(Number(readFileSync(path.join(folder, id, 'pid'), 'utf8').split(' ')[0]));
    const run = (...command: readonly string[]) => {
      const [file = 'nsenter', ...rest] = [...sudo, 'nsenter', '--target', String(first), '--all', '--wd=/', 'env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'LC_ALL=C', ...command];
      return runTool(file, rest);
    };
    return { name: record.name, run, shell: (line) => run('sh', '-c', line) };
  }
  throw new Error(`no machine is called ${cluster}-…${ending}`);
}

function readRecord(file: string): { name: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name: string };
  } catch {
    return null; // no machine's folder, or one that is just going
  }
}

/** The container's process 1, by its number outside. */
function firstProcessBelow(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  for (const child of children) {
    const numbers = /^NSpid:\s+(.+)$/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1]?.split(/\s+/) ?? [];
    if (numbers.length === 2 && numbers[1] === '1') return child;
  }
  for (const child of children) {
    const found = firstProcessBelow(child);
    if (found) return found;
  }
  return 0;
}

/** What the environment of a unit's running process holds. */
export async function environmentOf(node: RealNode, unit: string): Promise<Record<string, string>> {
  const text = await node.shell(`tr '\\0' '\\n' </proc/$(systemctl show --property=MainPID --value ${unit})/environ`);
  return Object.fromEntries(text.split('\n').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

/** Arguments of the running program of this name. */
export async function argumentsOf(node: RealNode, program: string): Promise<string[]> {
  return (await node.shell(`tr '\\0' '\\n' </proc/$(pgrep -xo ${program.slice(0, 15)})/cmdline`)).split('\n');
}

/** Lines that one of the test cloud's services writes into its log from now on. */
export function followLog(name: string): () => string[] {
  const file = path.join(home, 'log', `${name}.log`);
  const from = readFileSync(file).length;
  return () => readFileSync(file).subarray(from).toString().split('\n');
}
