import { gunzip } from 'node:zlib';
import { promisify } from 'node:util';
import { type TarFile, readTar } from './read-tar.ts';

const unzip = promisify(gunzip);

export const archiveLimits = {
  compressedBytes: 2 * 1024 * 1024,
  bytes: 8 * 1024 * 1024,
  mostFiles: 400,
  largestFileBytes: 512 * 1024,
} as const;

export interface ArchiveRead {
  /** Path in the driver's folder to text; shared files under `common/`. */
  files: Record<string, string>;
  faults: string[];
}

/**
 * The files of an uploaded driver: `driver.yaml` at the top or in one folder, with a folder `common` beside or in it.
 * Everything about the archive is doubted; throws nothing.
 */
export async function readDriverArchive(archive: Uint8Array): Promise<ArchiveRead> {
  if (archive.length > archiveLimits.compressedBytes) return nothing(`The archive is larger than ${archiveLimits.compressedBytes / 1024 / 1024} MiB.`);
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) return nothing('The file is no .tar.gz archive.');
  let unpacked: Uint8Array;
  try {
    unpacked = await unzip(archive, { maxOutputLength: archiveLimits.bytes });
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return nothing(tooLarge ? `Unpacked, the archive is larger than ${archiveLimits.bytes / 1024 / 1024} MiB.` : 'The archive cannot be unpacked: it is damaged.');
  }
  const tar = readTar(unpacked, archiveLimits);
  const { texts, faults } = toTexts(tar.files);
  const all = [...tar.faults, ...faults];
  if (texts.size === 0 && all.length === 0) all.push('The archive is empty.');
  const placed = all.length > 0 ? { files: {}, faults: [] } : toDriverFolder(texts);
  return { files: placed.files, faults: [...all, ...placed.faults] };
}

function nothing(fault: string): ArchiveRead {
  return { files: {}, faults: [fault] };
}

function toTexts(files: readonly TarFile[]): { texts: Map<string, string>; faults: string[] } {
  const texts = new Map<string, string>();
  const lower = new Map<string, string>();
  const faults: string[] = [];
  for (const { path, content } of files) {
    const twin = lower.get(path.toLowerCase());
    if (twin === path) faults.push(`${path} is in the archive twice.`);
    else if (twin !== undefined) faults.push(`${twin} and ${path} differ in capitals only.`);
    lower.set(path.toLowerCase(), path);
    // As in a folder on disk, hidden files are nobody's: editors and file managers leave them.
    if (path.split('/').some((part) => part.startsWith('.'))) continue;
    const text = decode(content);
    if (text === null) faults.push(`${path} is not text in UTF-8.`);
    else texts.set(path, text);
  }
  for (const path of texts.keys()) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (texts.has(path.slice(0, end))) faults.push(`${path.slice(0, end)} is a file and a folder.`);
    }
  }
  return { texts, faults: [...new Set(faults)] };
}

function decode(content: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
    return /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

const commonPrefix = 'common/';

/** Takes off the folders that only wrap, and leaves those of the driver and of common. */
function toDriverFolder(texts: ReadonlyMap<string, string>): ArchiveRead {
  let files = new Map(texts);
  for (;;) {
    if (files.has('driver.yaml')) return { files: Object.fromEntries(files), faults: [] };
    const tops = [...new Set([...files.keys()].map((path) => path.split('/')[0] ?? ''))];
    const drivers = tops.filter((top) => files.has(`${top}/driver.yaml`));
    const [folder] = drivers;
    if (drivers.length === 1 && folder && tops.every((top) => top === folder || `${top}/` === commonPrefix)) {
      const moved = [...files].map(([path, text]) => [path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path, text] as const);
      const twice = moved.map(([path]) => path).filter((path, index, paths) => paths.indexOf(path) !== index);
      if (twice.length > 0) return { files: {}, faults: twice.map((path) => `${path} lies in the folder of the driver and beside it.`) };
      return { files: Object.fromEntries(moved), faults: [] };
    }
    if (drivers.length > 1) return nothing(`The archive holds several drivers: ${drivers.join(', ')}.`);
    if (tops.length !== 1) {
      return nothing(drivers.length === 1 ? 'Beside the folder of the driver there may be one named common, and nothing else.' : 'There is no driver.yaml in the archive.');
    }
    const [only = ''] = tops;
    const inside = [...files].filter(([path]) => path.startsWith(`${only}/`)).map(([path, text]) => [path.slice(only.length + 1), text] as const);
    if (inside.length !== files.size) return nothing('There is no driver.yaml in the archive.');
    files = new Map(inside);
  }
}
