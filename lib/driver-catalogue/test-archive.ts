import { gzipSync } from 'node:zlib';
import { tarArchive } from '#lib/tar-archive.ts';

/** For tests: the files of a driver as a browser would send them. */
export function archiveBody(files: Readonly<Record<string, string>>): ReadableStream<Uint8Array> {
  const blocks = tarArchive(Object.entries(files).map(([name, content]) => ({ name, content })), new Date(0));
  return new Blob([gzipSync(Buffer.concat(blocks))]).stream() as ReadableStream<Uint8Array>;
}
