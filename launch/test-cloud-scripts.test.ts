import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the scripts of the test cloud pass shellcheck', () => {
  const scripts = readdirSync('testcloud', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sh'));
  expect(scripts).toContain('images/prepare.sh');
  execFileSync('shellcheck', ['-x', '-P', 'SCRIPTDIR', ...scripts.map((file) => `testcloud/${file}`)], { stdio: 'pipe' });
});
