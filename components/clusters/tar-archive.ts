/*
 * A ustar archive (POSIX.1-1988) of text files, made in the browser: the files a stack needs keep the
 * folders they name each other by, without another request.
 */

const blockSize = 512;

/** @param names at most 100 bytes each, as the format's plain name field holds */
export function tarArchive(files: readonly { name: string; content: string }[], modified: Date): Blob {
  const encoder = new TextEncoder();
  const blocks: BlobPart[] = [];
  for (const file of files) {
    const content = encoder.encode(file.content);
    blocks.push(header(encoder, file.name, content.length, modified), content, new Uint8Array((blockSize - (content.length % blockSize)) % blockSize));
  }
  blocks.push(new Uint8Array(2 * blockSize));
  return new Blob(blocks, { type: 'application/x-tar' });
}

function header(encoder: TextEncoder, name: string, size: number, modified: Date): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(blockSize);
  const put = (offset: number, text: string) => block.set(encoder.encode(text), offset);
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  if (encoder.encode(name).length > 100) throw new Error(`name too long for the archive: ${name}`);
  put(0, name);
  put(100, `${octal(0o644, 7)}\0`);
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
