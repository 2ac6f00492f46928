import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './child-process.ts';

const inputs = ['app', 'components', 'lib', 'proxy.ts', 'next.config.js', 'postcss.config.mjs', 'package-lock.json', 'tsconfig.json'];
const stamp = '.next/.jeroboam-build';

/** `next build`, unless the last build was made from the very same sources. @returns whether it had to build */
export async function buildPortal(env: Readonly<Record<string, string>> = {}): Promise<boolean> {
  const digest = await digestOf(inputs);
  if (existsSync('.next/BUILD_ID') && existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest) return false;
  await run({
    command: process.execPath,
    args: ['node_modules/next/dist/bin/next', 'build'],
    env: { ...env, NODE_ENV: 'production' },
  });
  await writeFile(stamp, digest);
  return true;
}

async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await Promise.all(paths.map(filesBelow))).flat().sort()) {
    hash.update(`${file}\n`).update(await readFile(file));
  }
  return hash.digest('hex');
}

async function filesBelow(entry: string): Promise<string[]> {
  if (!existsSync(entry)) return [];
  if (path.extname(entry)) return [entry];
  const found = await readdir(entry, { recursive: true, withFileTypes: true });
  return found.filter((item) => item.isFile()).map((item) => path.join(item.parentPath, item.name));
}
