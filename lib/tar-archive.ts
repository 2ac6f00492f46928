/*
 * A ustar archive (POSIX.1-1988) of text files. Made in the browser, too: the files a stack needs keep
 * the folders they name each other by, without another request.
 */

const blockSize = 512;
const readableByAll = 0o644;

export interface ArchivedFile {
  /** At most 100 bytes, as the format's plain name field holds. */
  name: string;
  content: string;
  /** Permission bits; what is not said is readable by all. */
  mode?: number;
}

/** The archive's blocks in their order, for a Blob or a Buffer. */
export function tarArchive(files: readonly ArchivedFile[], modified: Date): Uint8Array<ArrayBuffer>[] {
  const encoder = new TextEncoder();
  const blocks: Uint8Array<ArrayBuffer>[] = [];
  for (const file of files) {
    const content = encoder.encode(file.content);
    blocks.push(header(encoder, file, content.length, modified), content, new Uint8Array((blockSize - (content.length % blockSize)) % blockSize));
  }
  blocks.push(new Uint8Array(2 * blockSize));
  return blocks;
}

function header(encoder: TextEncoder, { name, mode = readableByAll }: ArchivedFile, size: number, modified: Date): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(blockSize);
  const put = (offset: number, text: string) => block.set(encoder.encode(text), offset);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  if (encoder.encode(name).length > 100) throw new Error(`name too long for the archive: ${name}`);
  put(0, name);
  put(100, `${octal(mode, 7)}\0`);
  put(108, `${octal(0, 7)}\0`);
  put(116, `${octal(0, 7)}\0`);
  put(124, `${octal(size, 11)}\0`);
  put(136, `${octal(Math.floor(modified.getTime() / 1000), 11)}\0`);
  // The checksum is counted with its own field as spaces.
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\0' + '00');
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0 `);
  return block;
}
