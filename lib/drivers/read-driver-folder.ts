import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { archiveLimits } from './read-driver-archive.ts';

/**
 * The files of a driver's folder, and those of a folder `common` beside it as `common/…`. Hidden files are nobody's.
 * @throws Error for what an archive would be refused for: links, devices, too much
 */
export async function readDriverFolder(folder: string): Promise<Record<string, string>> {
  const common = path.join(path.dirname(folder), 'common');
  const hasCommon = await lstat(common).then((found) => found.isDirectory(), () => false);
  return { ...(hasCommon ? await readTexts(common, 'common/') : {}), ...(await readTexts(folder, '')) };
}

async function readTexts(folder: string, prefix: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { withFileTypes: true, recursive: true })).map((entry) => ({
    entry,
    file: path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
  }));
  const shown = entries.filter(({ entry, file }) => !entry.isDirectory() && !file.split('/').some((part) => part.startsWith('.')));
  const odd = shown.find(({ entry }) => !entry.isFile());
  if (odd) throw new Error(`${prefix}${odd.file} is no regular file.`);
  if (shown.length > archiveLimits.mostFiles) throw new Error(`${folder} holds more than ${archiveLimits.mostFiles} files.`);
  const texts = await Promise.all(
    shown.map(async ({ file }) => {
      const content = await readFile(path.join(folder, file));
      if (content.length > archiveLimits.largestFileBytes) throw new Error(`${prefix}${file} is larger than ${archiveLimits.largestFileBytes / 1024} KiB.`);
      return [prefix + file, content.toString('utf8')] as const;
    }),
  );
  return Object.fromEntries(texts);
}
