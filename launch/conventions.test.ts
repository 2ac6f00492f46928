import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Conventions that no linter knows, read from the sources themselves. What they cannot catch: a name
 * built at run time.
 */
const roots = ['app', 'components', 'lib', 'launch', 'bench', 'e2e'];
const sources = roots
  .filter((root) => existsSync(root))
  .flatMap((root) =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name)),
  )
  .filter((file) => !file.startsWith('lib/db/generated/'));
/** What runs for users: neither tests nor what only tests import (`test-database.ts`). */
const product = sources.filter((file) => /^(app|components|lib)\//.test(file) && !file.includes('.test.') && !/\/test-[^/]+$/.test(file));
const text = (file: string) => readFileSync(file, 'utf8');

/** Files of `among` that match, each with the first matching line. */
function offenders(among: readonly string[], pattern: RegExp): string[] {
  return among.flatMap((file) => {
    const line = text(file).split('\n').find((candidate) => pattern.test(candidate));
    return line === undefined ? [] : [`${file}: ${line.trim()}`];
  });
}

describe('conventions', () => {
  it('looks at the sources', () => {
    expect(product.length).toBeGreaterThan(150);
  });

  it('"use server" stands only in actions.ts', () => {
    const elsewhere = product.filter((file) => path.basename(file) !== 'actions.ts');
    expect(offenders(elsewhere, /^\s*['"]use server['"]/)).toEqual([]);
  });

  it('every export of an actions.ts is made by defineAction, the door that checks session, policy and input', () => {
    const files = product.filter((file) => path.basename(file) === 'actions.ts');
    expect(files.length).toBeGreaterThan(0);
    const open = files.flatMap((file) =>
      [...text(file).matchAll(/^export (?!type\b)(.*)$/gm)]
        .filter(([, rest]) => !/^const \w+ = define(Public)?Action\(/.test(rest ?? ''))
        .map(([line]) => `${file}: ${line}`),
    );
    expect(open).toEqual([]);
  });

  it('every route handler of /api is made by defineRoute', () => {
    const files = product.filter((file) => /^app\/api\/(?!auth\/).*route\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(0);
    const open = files.flatMap((file) =>
      [...text(file).matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b(.*)$/gm)]
        .filter(([, , rest]) => !/= defineRoute[<(]/.test(rest ?? ''))
        .map(([line]) => `${file}: ${line}`),
    );
    expect(open).toEqual([]);
  });

  it('internal addresses are written only in lib/routes.ts', () => {
    const others = product.filter((file) => file !== 'lib/routes.ts');
    const written = /(href|push|replace|redirect|fetch|EventSource)[=(]\s*[{(]?\s*['"`]\/(clusters|cluster-templates|drivers|admin|api|login|quota|activity)\b/;
    expect(offenders(others, written)).toEqual([]);
  });

  it('the environment is read only where it is checked', () => {
    const others = product.filter((file) => !['lib/env.ts', 'lib/logger.ts'].includes(file));
    expect(offenders(others, /process\.env\b(?!\.NODE_ENV)/)).toEqual([]);
  });

  it('each table is written by one room', () => {
    const writers: Record<string, RegExp> = {
      clusterTemplate: /^lib\/cluster-templates\//,
      cluster: /^lib\/clusters\//,
      bundle: /^lib\/clusters\//,
      leftoverTrust: /^lib\/clusters\//,
      stackEvent: /^lib\/stacks\//,
      stackResource: /^lib\/stacks\//,
      clusterCertificateAuthority: /^lib\/certificates\//,
      issuedClientCertificate: /^lib\/certificates\//,
      installedDriver: /^lib\/driver-catalogue\//,
      driverState: /^lib\/driver-catalogue\//,
      driverDefault: /^lib\/driver-catalogue\//,
      auditEvent: /^lib\/audit\//,
      signInFailure: /^lib\/auth\//,
    };
    const wrong = product.flatMap((file) =>
      [...text(file).matchAll(/\.(\w+)\.(create|createMany|update|updateMany|upsert|delete|deleteMany)\(/g)]
        .filter(([, model = '']) => model in writers && !writers[model]?.test(file))
        .map(([call]) => `${file}: ${call}`),
    );
    expect(wrong).toEqual([]);
  });

  it('no file has a name that says nothing', () => {
    const empty = sources.filter((file) => /(^|\/)(utils?|helpers?|misc|common|shared|index)(\.|\/)/.test(file));
    expect(empty).toEqual([]);
  });

  it('files are named in kebab-case', () => {
    const odd = sources.filter((file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(ts|tsx|mjs)$/.test(path.basename(file)));
    expect(odd).toEqual([]);
  });

  it('nothing is left for later, silenced or skipped without saying why', () => {
    const self = 'launch/conventions.test.ts';
    const others = sources.filter((file) => file !== self);
    expect(offenders(others, /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|expect-error|nocheck)|eslint-disable|\bas any\b/)).toEqual([]);
    expect(offenders(others, /\b(it|test|describe)\.(only|todo|fixme)\b|waitForTimeout/)).toEqual([]);
  });

  it('every variable of the environment is documented, and nothing else is', () => {
    const documented = new Set([...text('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
    const read = new Set([...text('lib/env.ts').matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name));
    const byLauncher = ['OS_CACERT', 'HOST', 'PORT', 'JEROBOAM_RUN'];
    expect([...read].filter((name) => name !== 'NODE_ENV' && !documented.has(name))).toEqual([]);
    expect([...documented].filter((name) => !read.has(name) && !byLauncher.includes(name ?? ''))).toEqual([]);
  });

  it('the product names no host of the outside', () => {
    const allowed = /[a-z-]+\.openstack\.org|www\.w3\.org|datatracker\.ietf\.org|rfc-editor\.org|kubernetes\.io|github\.com|example|127\.0\.0\.1|localhost|nextjs\.org|node:|postgresql\.org|www\.w3c?\.org|developer\.mozilla\.org|html\.spec\.whatwg\.org|\.invalid$/;
    const named = product.flatMap((file) =>
      [...text(file).matchAll(/https?:\/\/[a-z0-9.-]+\.[a-z]{2,}/g)].filter(([url]) => !allowed.test(url)).map(([url]) => `${file}: ${url}`),
    );
    expect(named).toEqual([]);
  });
});
