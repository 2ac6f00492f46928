import { run } from './child-process.ts';

interface CruiseResult {
  summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
}

/**
 * The import rules of .dependency-cruiser.cjs. With a TypeScript it does not know, dependency-cruiser
 * looks at no module at all and calls that a success: hence the count.
 * @throws Error with one line for each import that breaks a rule
 */
export async function checkRooms(): Promise<number> {
  const output = await run({
    command: process.execPath,
    args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'app', 'components', 'lib', 'launch', 'e2e', 'bench', 'proxy.ts', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  }).catch((error: unknown) => {
    throw new Error('dependency-cruiser could not run', { cause: error });
  });
  const { summary } = JSON.parse(output.slice(output.indexOf('{'))) as CruiseResult;
  if (summary.totalCruised < 100) throw new Error(`Only ${summary.totalCruised} modules were looked at: the check did not work.`);
  const broken = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  if (broken.length > 0) throw new Error(`${broken.length} imports break a rule:\n${broken.join('\n')}`);
  return summary.totalCruised;
}
