import { gzipSync } from 'node:zlib';
import { tarArchive } from '#lib/tar-archive.ts';
import type { Driver } from './driver.ts';

/** What a HOT calls the archive of that name in `get_file`. */
export function archiveFileName(archive: string): string {
  return `${archive}.tar.gz.b64`;
}

/** Whether a file of an archive is wanted; where nothing is known of a cluster, every one is. */
export type IsWanted = (text: string) => boolean;

/** What an archive holds: path on the node, below /etc/jeroboam, to text. Files that the driver has not are left out. */
export function archiveEntries(driver: Driver, archive: string, isWanted: IsWanted = () => true): Readonly<Record<string, string>> {
  const entries = Object.entries(driver.manifest.archives[archive] ?? {});
  return Object.fromEntries(
    entries.flatMap(([target, source]) => {
      const text = driver.files[source];
      return text === undefined || !isWanted(text) ? [] : [[target, withoutComments(target, text)]];
    }),
  );
}

/**
 * Lines of comment and empty ones are for readers of the driver; on the node they are a fifth of the archive. `# when: …` is for the
 * step that applies add-ons.
 */
function withoutComments(name: string, text: string): string {
  return text.startsWith('#!/bin/sh\n') || name.endsWith('.yaml') ? text.replace(/^[ \t]*# (?!when: ).*\n|^\n/gm, '') : text;
}

const runnable = /^run-steps$|^bin\/|\.sh$/;

/**
 * All that the nodes of a role run as one file: a tar, compressed, as text. User data has a limit of 64 KiB, and scripts
 * shrink to a third. The same driver gives the same text to all who want the same of it.
 */
export function packArchive(driver: Driver, archive: string, isWanted?: IsWanted): string {
  const files = Object.entries(archiveEntries(driver, archive, isWanted)).map(([name, content]) => ({ name, content, mode: runnable.test(name) ? 0o700 : 0o600 }));
  return gzipSync(Buffer.concat(tarArchive(files, new Date(0))), { level: 9, memLevel: 9 }).toString('base64');
}
