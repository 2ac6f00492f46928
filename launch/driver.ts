import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkUpload } from '#lib/driver-catalogue/check-upload.ts';
import { installDriver } from '#lib/driver-catalogue/install-driver.ts';
import { readDriverFolder } from '#lib/drivers/read-driver-folder.ts';
import { listCommonFiles } from '#lib/drivers/list-drivers.ts';
import { authenticateWithPassword, authenticateWithToken, listTokenProjects } from '#lib/openstack/authenticate.ts';
import { openScope } from '#lib/openstack/open-scope.ts';
import type { Scope } from '#lib/openstack/scope.ts';
import { preparePortalEnvironment } from './portal-environment.ts';

/**
 * `npm run driver -- check FOLDER`: the portal's checks of a driver, without cloud or database.
 * `npm run driver -- install FOLDER`: the same, then Heat's, then it is there for every replica. It acts for the
 * administrator of OS_USERNAME, OS_PASSWORD, OS_PROJECT_NAME and OS_USER_DOMAIN_NAME, in the portal's environment.
 */
const usage = 'npm run driver -- check FOLDER\nnpm run driver -- install FOLDER';

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [verb, folder, ...more] = positionals;
  if (!folder || more.length > 0 || (verb !== 'check' && verb !== 'install')) throw new Error(usage);
  const files = await readDriverFolder(path.resolve(folder));
  process.exitCode = verb === 'check' ? await check(files) : await install(files);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
// The database's pool would keep the process.
process.exit();

async function check(files: Readonly<Record<string, string>>): Promise<number> {
  const checked = checkUpload(files, await listCommonFiles());
  if (!checked.ok) return tellFaults(checked.faults);
  const { name, version } = checked.driver.manifest;
  process.stdout.write(`${name} ${version}: no faults. shellcheck, cloud-init and Heat have not been asked.\n`);
  return 0;
}

async function install(files: Readonly<Record<string, string>>): Promise<number> {
  const { variables, database } = await preparePortalEnvironment(process.env, '.data');
  Object.assign(process.env, variables);
  try {
    const answer = await installDriver(await signIn(), files);
    if ('faults' in answer) return tellFaults(answer.faults);
    process.stdout.write(`${answer.installed.name} ${answer.installed.version} is installed.\n`);
    return 0;
  } finally {
    await database.stop();
  }
}

function tellFaults(faults: readonly string[]): number {
  process.stderr.write(`${faults.map((fault) => `- ${fault}`).join('\n')}\n`);
  return 1;
}

async function signIn(): Promise<Scope> {
  const { OS_USERNAME: userName, OS_PASSWORD: password, OS_PROJECT_NAME: projectName, OS_USER_DOMAIN_NAME: domainName = 'Default' } = process.env;
  if (!userName || !password || !projectName) throw new Error('Say who installs it: OS_USERNAME, OS_PASSWORD and OS_PROJECT_NAME are needed.');
  const { token } = await authenticateWithPassword({ userName, password, domainName });
  const project = (await listTokenProjects(token)).find(({ name }) => name === projectName);
  if (!project) throw new Error(`${userName} has no project ${projectName}.`);
  return openScope('session', await authenticateWithToken({ token, projectId: project.id }));
}
