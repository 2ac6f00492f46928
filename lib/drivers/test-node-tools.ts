import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

/** What machines themselves say of the files they are given: cloud-init's schema, Ignition, systemd. */

const schemaPath = 'usr/lib/python3/dist-packages/cloudinit/config/schemas/schema-cloud-config-v1.json';

/** Of this machine's cloud-init, or of the one in the node image that the test cloud has made; null where there is neither. */
export function findCloudInitSchema(): string | null {
  const rootfs = path.join(process.env.TESTCLOUD_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'jeroboam'), 'rootfs');
  const images = existsSync(rootfs) ? readdirSync(rootfs).map((name) => path.join(rootfs, name)) : [];
  return ['/', ...images].map((root) => path.join(root, schemaPath)).find((file) => existsSync(file)) ?? null;
}

const validateInPython = `
import json, sys, yaml, jsonschema
schema = json.load(open(sys.argv[1]))
validator = jsonschema.Draft4Validator(schema)
for name in sys.argv[2:]:
    text = open(name).read()
    assert text.startswith('#cloud-config\\n'), name
    for error in validator.iter_errors(yaml.safe_load(text)):
        print(name, list(error.path), error.message[:200])
`;

/** @returns one line for each fault */
export function cloudConfigFaults(schema: string, texts: readonly string[]): string[] {
  return inFolder(texts, 'yaml', (files) => lines(execFileSync('/usr/bin/python3', ['-c', validateInPython, schema, ...files], { encoding: 'utf8' })));
}

/** @returns one line for each fault; warnings count */
export function ignitionFaults(texts: readonly string[]): string[] {
  return inFolder(texts, 'ign', (files) => files.flatMap((file) => lines(outputOf('ignition-validate', [file]))));
}

/** That a unit's program, or a unit it wants, is not on this machine is no fault. */
export function unitFaults(units: ReadonlyMap<string, string>): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'units-'));
  try {
    const files = [...units].map(([name, text]) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    });
    return files.flatMap((file) => lines(outputOf('systemd-analyze', ['verify', '--man=no', file]))).filter((line) => !/is not executable: No such file|Unit \S+ not found\.$/.test(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inFolder<T>(texts: readonly string[], ending: string, work: (files: string[]) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'user-data-'));
  try {
    const files = texts.map((text, index) => {
      const file = path.join(folder, `${index}.${ending}`);
      writeFileSync(file, text);
      return file;
    });
    return work(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Both streams, whatever the end. @throws Error when there is no such program */
function outputOf(command: string, args: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error) throw error;
  return stdout + stderr || (status === 0 ? '' : `${command} ended with ${status}`);
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
