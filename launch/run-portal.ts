import type { ChildProcess } from 'node:child_process';
import { startService, stopService } from './child-process.ts';

export interface RunningPortal {
  /** Resolves when the portal has ended by itself, with a sentence. */
  ended: Promise<string>;
  /** Of the portal's own process. */
  pid(): number;
  stop(): Promise<void>;
  /** SIGKILL, and no new start: for tests of a sudden end. */
  kill(): void;
}

interface PortalOptions {
  variables: Readonly<Record<string, string>>;
  host: string;
  port: number;
  /** Output of each goes there, else to the terminal. */
  logDir?: string;
  run: 'both' | 'portal' | 'reconciler';
}

/** Starts the built portal and the reconciler, and starts the reconciler again should it end. */
export function runPortal(options: PortalOptions): RunningPortal {
  let stopping = false;
  let reconciler: ChildProcess | undefined;
  let portal: ChildProcess | undefined;

  const startReconciler = () => {
    const began = Date.now();
    reconciler = startService({
      command: process.execPath,
      args: ['--conditions=react-server', '--import', 'tsx', 'lib/reconciler/main.ts'],
      env: { ...options.variables, JEROBOAM_PROCESS: 'reconciler' },
      ...(options.logDir ? { logFile: `${options.logDir}/reconciler.log` } : {}),
    });
    reconciler.once('exit', () => {
      if (!stopping) setTimeout(startReconciler, Date.now() - began < 5000 ? 3000 : 200);
    });
  };

  if (options.run !== 'portal') startReconciler();
  const ended = new Promise<string>((resolve) => {
    if (options.run === 'reconciler') return;
    portal = startService({
      command: process.execPath,
      // Left to itself V8 lets garbage grow to gigabytes before it looks.
      args: ['--max-old-space-size=192', '--max-semi-space-size=4', 'node_modules/next/dist/bin/next', 'start', '-H', options.host, '-p', String(options.port)],
      env: { ...options.variables, JEROBOAM_PROCESS: 'portal' },
      ...(options.logDir ? { logFile: `${options.logDir}/portal.log` } : {}),
    });
    portal.once('exit', (code) => resolve(`The portal ended with ${code ?? 'a signal'}.`));
  });

  return {
    ended,
    pid: () => portal?.pid ?? 0,
    kill() {
      stopping = true;
      for (const child of [portal, reconciler]) child?.kill('SIGKILL');
    },
    async stop() {
      stopping = true;
      await Promise.all([portal, reconciler].map((child) => child && stopService(child)));
    },
  };
}

/** @throws Error when `url` does not answer 200 within `timeoutMs` */
export async function waitUntilReady(url: string, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(url);
      if (answer.ok) return;
      last = `${answer.status} ${await answer.text()}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} was not ready after ${timeoutMs / 1000} s: ${last}`);
}
