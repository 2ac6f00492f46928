import { checkRooms } from './check-rooms.ts';
import { run } from './child-process.ts';
import { phase } from './progress.ts';

export const lintChecks: readonly { title: string; work: () => Promise<unknown> }[] = [
  {
    title: 'Lint',
    work: () => run({ command: process.execPath, args: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0'] }),
  },
  {
    title: 'Types',
    work: async () => {
      await run({ command: process.execPath, args: ['node_modules/next/dist/bin/next', 'typegen'] });
      return run({ command: process.execPath, args: ['node_modules/typescript/bin/tsc', '--noEmit'] });
    },
  },
  { title: 'Rooms', work: checkRooms },
];

if (process.argv[1]?.endsWith('lint.ts')) {
  let failed = 0;
  for (const check of lintChecks) {
    await phase(check.title, check.work).catch((error: unknown) => {
      failed += 1;
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    });
  }
  process.exit(failed > 0 ? 1 : 0);
}
