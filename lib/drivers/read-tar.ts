/*
 * A strict reader of tar archives (POSIX.1-1988 ustar, pax's path records, GNU's long names) that were uploaded. It
 * knows regular files and folders and refuses all else, instead of knowing how to unpack it.
 */

const blockSize = 512;
/** For names and times; what else tar writes there is as short. */
const largestHeaderBytes = 16 * 1024;

export interface TarFile {
  path: string;
  content: Uint8Array;
}

export interface TarLimits {
  mostFiles: number;
  largestFileBytes: number;
}

export interface TarRead {
  files: TarFile[];
  /** One sentence for each thing that is not as it must be. */
  faults: string[];
}

/** Pure; throws nothing. After a fault in the structure itself it stops, after one of an entry it goes on. */
export function readTar(archive: Uint8Array, limits: TarLimits): TarRead {
  const files: TarFile[] = [];
  const faults: string[] = [];
  let longName: string | null = null;
  let entries = 0;

  for (let at = 0; ; ) {
    const header = archive.subarray(at, at + blockSize);
    if (header.length < blockSize) return { files, faults: [...faults, 'The archive is cut off: its end is missing.'] };
    if (isZero(header)) {
      if (!isZero(archive.subarray(at))) faults.push('There is something behind the end of the archive.');
      return { files, faults };
    }
    const entry = readHeader(header);
    if (typeof entry === 'string') return { files, faults: [...faults, entry] };
    entries += 1;
    if (entries > 4 * limits.mostFiles) return { files, faults: [...faults, `The archive has more than ${4 * limits.mostFiles} entries.`] };

    const content = archive.subarray(at + blockSize, at + blockSize + entry.size);
    if (content.length < entry.size) return { files, faults: [...faults, 'The archive is cut off in the middle of a file.'] };
    at += blockSize + Math.ceil(entry.size / blockSize) * blockSize;

    if ('Lxg'.includes(entry.type) && entry.size > largestHeaderBytes) {
      return { files, faults: [...faults, `The archive has an extended header larger than ${largestHeaderBytes / 1024} KiB.`] };
    }
    const path: string = longName ?? entry.path;
    const shown = sayPath(path);
    switch (entry.type) {
      case 'L':
      case 'x': {
        const name = entry.type === 'L' ? textOf(content).replace(/\0+$/, '') : paxPath(content);
        if (name.startsWith('!')) faults.push(`${shown}: ${name.slice(1)}`);
        else if (name !== '') longName = name;
        continue;
      }
      case 'g':
        if (paxPath(content) !== '') faults.push('The archive sets a path or a link for all files at once.');
        continue;
      case '5':
        if (entry.size !== 0) faults.push(`${shown} is a folder with content.`);
        else faults.push(...pathFaults(path.replace(/\/$/, '')));
        break;
      case '0':
      case '\0':
        faults.push(...pathFaults(path));
        if (entry.size > limits.largestFileBytes) faults.push(`${shown} is larger than ${limits.largestFileBytes / 1024} KiB.`);
        else if (files.length === limits.mostFiles) return { files, faults: [...faults, `The archive has more than ${limits.mostFiles} files.`] };
        else files.push({ path: plainPath(path), content });
        break;
      default:
        faults.push(`${shown} is ${typeWords[entry.type] ?? 'of an unknown kind'}. Only files and folders are taken.`);
    }
    longName = null;
  }
}

const typeWords: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a character device',
  '4': 'a block device',
  '6': 'a named pipe',
  '7': 'a contiguous file',
  S: 'a sparse file',
  K: 'a long link',
};

/** @returns the entry, or the sentence that says why the block is no header */
function readHeader(header: Uint8Array): { path: string; size: number; type: string } | string {
  const size = octal(header.subarray(124, 136));
  const checksum = octal(header.subarray(148, 156));
  if (size === null || checksum === null) return 'The archive is no tar archive, or one with numbers that are not octal.';
  // The checksum is counted with its own field as spaces.
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
  if (sum !== checksum) return 'The archive is no tar archive, or it is damaged: a header has a wrong checksum.';
  const magic = textOf(header.subarray(257, 262));
  if (magic !== 'ustar') return 'The archive is of a tar format older than 1988.';
  const isPosix = header[262] === 0;
  const prefix = isPosix ? textOf(untilNul(header.subarray(345, 500))) : '';
  const name = textOf(untilNul(header.subarray(0, 100)));
  return { path: prefix ? `${prefix}/${name}` : name, size, type: String.fromCharCode(header[156] ?? 0) };
}

/**
 * pax: `<length> <key>=<value>\n`. Times and owners do not matter; what would change the size or lead elsewhere is
 * refused.
 * @returns the path, empty when none is set; or `!` and a sentence
 */
function paxPath(content: Uint8Array): string {
  let path = '';
  for (let at = 0; at < content.length; ) {
    const match = /^(\d{1,6}) ([^=\0]{1,64})=/.exec(textOf(content.subarray(at, at + 80)));
    const length = Number(match?.[1]);
    if (!match || length < match[0].length + 1 || at + length > content.length || content[at + length - 1] !== 10) return '!its extended header cannot be read.';
    const value = textOf(content.subarray(at + encoder.encode(match[0]).length, at + length - 1));
    const key = match[2] ?? '';
    if (key === 'path') path = value;
    else if (key === 'size' || key === 'linkpath' || key.startsWith('GNU.sparse')) return `!its extended header sets ${key}, which is not taken.`;
    at += length;
  }
  return path;
}

// Made once: a header of hundreds of short records would take longer to make them than to read it.
const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** `./a/b` → `a/b` */
function plainPath(path: string): string {
  return path.replace(/^(?:\.\/)+/, '');
}

function pathFaults(path: string): string[] {
  if (path === '.' || path === './') return [];
  const shown = sayPath(path);
  if (path.startsWith('/')) return [`${shown} is an absolute path.`];
  const plain = plainPath(path);
  if (plain.split('/').includes('..')) return [`${shown} leads out of the archive.`];
  if (plain.length > 200 || plain.split('/').length > 8) return [`${shown} is too long or too deep.`];
  // Names that every system and every shell takes as they are.
  if (!plain.split('/').every((part) => /^[A-Za-z0-9._@+-]+$/.test(part) && part !== '.')) return [`${shown} has a name with other than letters, digits and . _ @ + -`];
  return [];
}

function octal(field: Uint8Array): number | null {
  const text = textOf(field).replace(/[\0 ]+$/, '').trim();
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : text === '' ? 0 : null;
}

function untilNul(field: Uint8Array): Uint8Array {
  const end = field.indexOf(0);
  return end === -1 ? field : field.subarray(0, end);
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** For a sentence on a page: short, and without what would not print. */
function sayPath(path: string): string {
  const printable = path.replace(/[^\x20-\x7e]/g, '?');
  return printable.length > 120 ? `${printable.slice(0, 120)}…` : printable || 'An entry without a name';
}
