// node launch/complete-lockfile.mjs, after each change of package-lock.json.
// A registry that carries no packages of other platforms leaves their optional entries out of the lock,
// and `npm ci` then refuses it ("Missing: … from lock file"). This adds them, without addresses or digests.
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;
const platforms = /(android|darwin|linux|win32|freebsd|openharmony|sunos|netbsd|openbsd|aix)/;
const processors = /(x64|arm64|arm|ia32|ppc64|riscv64|s390x|wasm32|loong64)/;
let added = 0;

for (const [folder, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isFound(folder, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    packages[`node_modules/${name}`] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, ...platformOf(name) };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} entries added\n`);

/** As Node looks a package up: from the folder that asks for it to the top. */
function isFound(folder, name) {
  for (let at = folder; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
  }
}

function platformOf(name) {
  const os = platforms.exec(name)?.[1];
  const cpu = processors.exec(name.replace(/.*(android|darwin|linux|win32|freebsd)-?/, ''))?.[1] ?? (/wasm32/.test(name) ? 'wasm32' : undefined);
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os ? { os: [os] } : {}),
    ...(os === 'linux' ? { libc: [/musl/.test(name) ? 'musl' : 'glibc'] } : {}),
  };
}
