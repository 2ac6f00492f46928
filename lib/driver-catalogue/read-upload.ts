import { archiveLimits, readDriverArchive, type ArchiveRead } from '#lib/drivers/read-driver-archive.ts';

/** Reads no more of the body than an archive may be large. */
export async function readUpload(body: ReadableStream<Uint8Array> | null): Promise<ArchiveRead> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > archiveLimits.compressedBytes) break;
  }
  return readDriverArchive(Buffer.concat(chunks));
}
