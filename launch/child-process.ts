import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';

export interface Command {
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string | undefined>>;
  /** Its output goes there; without it the output is kept and shown when it fails. */
  logFile?: string;
  cwd?: string;
  /** Told of each line as it comes. */
  onLine?: (line: string) => void;
  /** Ends the command with SIGTERM. */
  signal?: AbortSignal;
}

/** Runs to the end. @throws Error with the last lines of output when the exit code is not 0. */
export async function run(command: Command): Promise<string> {
  const child = spawn(command.command, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(command.signal ? { signal: command.signal } : {}),
  });
  let output = '';
  const file = command.logFile ? createWriteStream(command.logFile, { flags: 'a' }) : null;
  let line = '';
  const keep = (chunk: Buffer) => {
    const lines = (line + chunk.toString('utf8')).split('\n');
    line = lines.pop() ?? '';
    if (command.onLine) for (const each of lines) command.onLine(each);
    output = (output + chunk.toString('utf8')).slice(-1_000_000);
    file?.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await exitOf(child);
  file?.end();
  if (code !== 0) {
    const tail = output.trim().split('\n').slice(-60).join('\n');
    throw new Error(`${command.command} ${command.args.join(' ')} ended with ${code}.\n${tail}`);
  }
  return output;
}

/** A long-running child in a process group of its own, so that Ctrl-C reaches only the launcher. */
export function startService(command: Omit<Command, 'onLine'>): ChildProcess {
  const child = spawn(command.command, command.args, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const file = command.logFile ? createWriteStream(command.logFile, { flags: 'a' }) : null;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (file) file.write(chunk);
      else process.stdout.write(chunk);
    });
  }
  return child;
}

/** SIGTERM, and SIGKILL for the whole group when that is not enough. */
export async function stopService(child: ChildProcess, graceMs = 8000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = exitOf(child);
  child.kill('SIGTERM');
  const timer = setTimeout(() => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It ended in the meantime.
    }
  }, graceMs);
  await gone;
  clearTimeout(timer);
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
}
