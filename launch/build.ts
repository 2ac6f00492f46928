import { buildPortal } from './build-portal.ts';
import { phase } from './progress.ts';

try {
  await phase('Portal built', () => buildPortal());
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
