import 'server-only';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { tarArchive, type ArchivedFile } from '#lib/tar-archive.ts';

const gzipAsync = promisify(gzip);

/** A .tar.gz, compressed off the event loop. */
export async function gzipArchive(files: readonly ArchivedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await gzipAsync(Buffer.concat(tarArchive(files, new Date()))));
}
