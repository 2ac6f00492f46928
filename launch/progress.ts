const startedAt = Date.now();

/** One line when the phase ends, with its own time; phases may run side by side. */
export async function phase<T>(title: string, work: () => Promise<T>): Promise<T> {
  const began = Date.now();
  try {
    const result = await work();
    say(`✓ ${title}`, Date.now() - began);
    return result;
  } catch (error) {
    say(`✗ ${title}`, Date.now() - began);
    throw error;
  }
}

/** What a phase is at, while it takes long. */
export function sayDetail(line: string): void {
  process.stdout.write(`${' '.repeat(11)}${line}\n`);
}

function say(line: string, tookMs: number): void {
  const total = seconds(Date.now() - startedAt);
  process.stdout.write(`[${total.padStart(7)}] ${line.padEnd(44)} ${seconds(tookMs).padStart(8)}\n`);
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
