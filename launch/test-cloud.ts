import { run, type Command } from './child-process.ts';

/** What the portal needs to know of the test cloud (testcloud/README.md). */
export const testCloudEnvironment = {
  OS_AUTH_URL: 'http://127.0.0.1:5000/v3',
  // Nodes have networks of their own, from which the machine is the external network's gateway.
  JEROBOAM_NODES_AUTH_URL: 'http://172.24.0.1:5000/v3',
  OS_REGION_NAME: 'RegionOne',
  JEROBOAM_SERVICE_USERNAME: 'jeroboam',
  JEROBOAM_SERVICE_PASSWORD: 'secret',
} as const;

export async function testCloudRuns(): Promise<boolean> {
  return fetch(testCloudEnvironment.OS_AUTH_URL).then(
    (answer) => answer.ok,
    () => false,
  );
}

type UpOptions = Pick<Command, 'logFile' | 'signal' | 'onLine'>;

export async function testCloudUp(options: UpOptions = {}): Promise<void> {
  await testCloud('up', options);
}

/** Until nodes can really boot: at once where a cache holds their image, else once, some minutes. */
export async function testCloudPrepare(options: UpOptions = {}): Promise<void> {
  await testCloud('prepare', options);
}

export async function testCloudDown(): Promise<void> {
  await testCloud('down', {});
}

async function testCloud(verb: 'up' | 'prepare' | 'down', options: UpOptions): Promise<void> {
  const asRoot = process.getuid?.() === 0;
  await run({
    command: asRoot ? 'bash' : 'sudo',
    args: [...(asRoot ? [] : ['--preserve-env=TESTCLOUD_HOME,TESTCLOUD_CACHE', 'bash']), 'testcloud/testcloud.sh', verb],
    ...options,
  });
}
