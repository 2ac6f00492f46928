import { run } from './child-process.ts';

/**
 * The import rules of .dependency-cruiser.cjs. With a TypeScript it does not know, dependency-cruiser
 * looks at no module at all and calls that a success: hence the count.
 * @returns how many modules were looked at
 * @throws Error with one line for each import that breaks a rule
 */
export async function checkRooms(): Promise<number> {
  const output = await run({
    command: process.execPath,
    args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'app', 'components', 'lib', 'launch', 'e2e', 'bench', 'proxy.ts', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  });
  const cruised = Number(/\((\d+) modules/.exec(output)?.[1] ?? 0);
  if (cruised < 100) throw new Error(`Only ${cruised} modules were looked at: the check did not work.\n${output}`);
  return cruised;
}
