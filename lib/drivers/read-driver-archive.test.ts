import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { archiveLimits, readDriverArchive } from './read-driver-archive.ts';
import { testDriverFiles } from './test-driver.ts';

interface Entry {
  name: string;
  content?: string | Buffer;
  type?: string;
  /** What the header says, where that is not the truth. */
  size?: number | string;
  prefix?: string;
  magic?: string;
  breakChecksum?: boolean;
}

const pad = (content: Buffer) => Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);

function block({ name, content = '', type = '0', size, prefix = '', magic = 'ustar\0' + '00', breakChecksum }: Entry): Buffer {
  const body = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0', 100);
  header.write(typeof size === 'string' ? size : `${(size ?? body.length).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0', 136);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write(magic, 257);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, breakChecksum ? 1 : 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, pad(body)]);
}

const end = Buffer.alloc(1024);
const tar = (...entries: Entry[]) => gzipSync(Buffer.concat([...entries.map(block), end]));
const good = (folder = ''): Entry[] => Object.entries(testDriverFiles).map(([name, content]) => ({ name: folder + name, content }));
const pax = (...records: [string, string][]): string =>
  records.map(([key, value]) => {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
    return `${length}${rest}`;
  }).join('');
const faultsOf = async (archive: Buffer) => (await readDriverArchive(archive)).faults;

test.each<[string, Entry[]]>([
  ['at the top', good()],
  ['in its folder', good('test_small_v1/')],
  ['in folders that only wrap', good('some/where/test_small_v1@1.0.0/')],
  ['behind a dot', [{ name: './', type: '5' }, ...good('./')]],
  ['with what editors leave', [...good(), { name: '._README.md', content: Buffer.from([0, 5, 22]) }, { name: 'templates/.main.yaml.swp', content: 'x' }]],
  ['with a comment of git', [{ name: 'pax_global_header', type: 'g', content: pax(['comment', 'a'.repeat(40)]) }, ...good()]],
  ['with times in pax headers', good().flatMap((entry) => [{ name: 'PaxHeader', type: 'x', content: pax(['mtime', '1.5'], ['LIBARCHIVE.creationtime', '2']) }, entry])],
  ['with a name in a pax header', [...good().filter(({ name }) => name !== 'README.md'), { name: 'x', type: 'x', content: pax(['path', 'README.md']) }, { name: 'short', content: testDriverFiles['README.md'] ?? '' }]],
  ['with a long name of GNU', [...good().filter(({ name }) => name !== 'README.md'), { name: '././@LongLink', type: 'L', content: 'README.md\0' }, { name: 'short', content: testDriverFiles['README.md'] ?? '' }]],
  ['with a prefix', [...good().filter(({ name }) => name !== 'fragments/say.sh'), { name: 'say.sh', prefix: 'fragments', content: testDriverFiles['fragments/say.sh'] ?? '' }]],
])('reads a driver %s', async (_title, entries) => {
  expect(await readDriverArchive(tar(...entries))).toEqual({ files: testDriverFiles, faults: [] });
});

test('common lies beside the folder of the driver or in it', async () => {
  const common = { 'common/fragments/node.sh': '#!/bin/sh\n' };
  const shared = { name: 'common/fragments/node.sh', content: '#!/bin/sh\n' };
  for (const entries of [[...good('test_small_v1/'), shared], [...good(), shared], [...good('drivers/test_small_v1/'), { ...shared, name: `drivers/${shared.name}` }]]) {
    expect(await readDriverArchive(tar(...entries))).toEqual({ files: { ...testDriverFiles, ...common }, faults: [] });
  }
});

test('reads what tar itself makes, in each of its formats', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
  try {
    const deep = `templates/${'long-folder-name-'.repeat(5)}/${'long-file-name-'.repeat(4)}.yaml`;
    for (const [name, content] of Object.entries({ ...testDriverFiles, [deep]: 'a: 1\n' })) {
      const file = path.join(folder, 'test_small_v1', name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    for (const format of ['gnu', 'ustar', 'pax', 'oldgnu']) {
      const archive = execFileSync('tar', ['-C', folder, '-cz', `--format=${format}`, 'test_small_v1'], { maxBuffer: 1e7 });
      expect(await readDriverArchive(archive), format).toEqual({ files: { ...testDriverFiles, [deep]: 'a: 1\n' }, faults: [] });
    }
    symlinkSync('/etc/passwd', path.join(folder, 'test_small_v1', 'templates', 'users.yaml'));
    const archive = execFileSync('tar', ['-C', folder, '-cz', 'test_small_v1'], { maxBuffer: 1e7 });
    expect(await faultsOf(archive)).toEqual(['test_small_v1/templates/users.yaml is a symbolic link. Only files and folders are taken.']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each<[string, () => Buffer, RegExp]>([
  ['nothing', () => Buffer.alloc(0), /no \.tar\.gz/],
  ['a zip', () => Buffer.from('PK\x03\x04'), /no \.tar\.gz/],
  ['a tar without gzip', () => Buffer.concat([...good().map(block), end]), /no \.tar\.gz/],
  ['broken gzip', () => Buffer.from([0x1f, 0x8b, 1, 2, 3]), /damaged/],
  ['gzip cut off', () => tar(...good()).subarray(0, 200), /damaged/],
  ['gzip of no tar', () => gzipSync('x'.repeat(2000)), /no tar archive/],
  ['an empty archive', () => tar(), /is empty/],
  ['a large upload', () => Buffer.concat([tar(...good()), Buffer.alloc(archiveLimits.compressedBytes)]), /larger than 2 MiB/],
  ['a gzip bomb', () => gzipSync(Buffer.alloc(archiveLimits.bytes + 1)), /larger than 8 MiB/],
  ['a large file', () => tar(...good(), { name: 'big', content: 'a'.repeat(archiveLimits.largestFileBytes + 1) }), /big is larger than 512 KiB/],
  ['many files', () => tar(...Array.from({ length: archiveLimits.mostFiles + 1 }, (_, index) => ({ name: `f${index}` }))), /more than 400 files/],
  ['many folders', () => tar(...Array.from({ length: 4 * archiveLimits.mostFiles + 1 }, (_, index) => ({ name: `f${index}/`, type: '5' }))), /more than 1600 entries/],
  ['an absolute path', () => tar(...good(), { name: '/etc/cron.d/x' }), /^\/etc\/cron\.d\/x is an absolute path/],
  ['a way out', () => tar(...good(), { name: '../x' }), /^\.\.\/x leads out/],
  ['a way out in the middle', () => tar(...good(), { name: 'a/../../x' }), /leads out/],
  ['a way out at the end', () => tar(...good(), { name: 'a/..' }), /leads out/],
  ['a way out of a folder', () => tar(...good(), { name: '../', type: '5' }), /leads out/],
  ['a way out by a pax header', () => tar({ name: 'x', type: 'x', content: pax(['path', '../../x']) }, { name: 'a' }), /leads out/],
  ['a way out by a long name', () => tar({ name: 'x', type: 'L', content: '/etc/passwd\0' }, { name: 'a' }), /absolute/],
  ['a way out by a prefix', () => tar({ name: 'x', prefix: '..' }), /leads out/],
  ['a way out for all files', () => tar({ name: 'x', type: 'g', content: pax(['path', 'x']) }, ...good()), /for all files at once/],
  ['a backslash', () => tar(...good(), { name: 'a\\..\\x' }), /other than letters/],
  ['a name with a line end', () => tar(...good(), { name: 'a\nb' }), /a\?b has a name/],
  ['an empty part', () => tar(...good(), { name: 'a//b' }), /other than letters/],
  ['a name without letters', () => tar(...good(), { name: '' }), /other than letters/],
  ['a deep path', () => tar(...good(), { name: 'a/'.repeat(9) + 'b' }), /too deep/],
  ['a long path', () => tar(...good(), { name: 'x', type: 'L', content: 'a'.repeat(300) }, { name: 'x' }), /too long/],
  ['a very long path', () => tar(...good(), { name: 'x', type: 'L', content: '/'.repeat(17 * 1024) }, { name: 'x' }), /^The archive has an extended header larger than 16 KiB\.$/],
  ['an extended header of a million records', () => tar({ name: 'x', type: 'x', content: '5 a=\n'.repeat(1_000_000) }, ...good()), /^The archive has an extended header larger than 16 KiB\.$/],
  ['a hard link', () => tar(...good(), { name: 'l', type: '1' }), /l is a hard link/],
  ['a symbolic link', () => tar(...good(), { name: 'l', type: '2' }), /l is a symbolic link/],
  ['a device', () => tar(...good(), { name: 'd', type: '3' }), /a character device/],
  ['a disk', () => tar(...good(), { name: 'd', type: '4' }), /a block device/],
  ['a pipe', () => tar(...good(), { name: 'p', type: '6' }), /a named pipe/],
  ['a sparse file', () => tar(...good(), { name: 's', type: 'S' }), /a sparse file/],
  ['an unknown kind', () => tar(...good(), { name: 's', type: 'Z' }), /an unknown kind/],
  ['a folder with content', () => tar(...good(), { name: 'd/', type: '5', content: 'x' }), /a folder with content/],
  ['a size from a pax header', () => tar({ name: 'x', type: 'x', content: pax(['size', '999999']) }, ...good()), /sets size/],
  ['a sparse file by pax', () => tar({ name: 'x', type: 'x', content: pax(['GNU.sparse.major', '1']) }, ...good()), /sets GNU\.sparse\.major/],
  ['a broken pax header', () => tar({ name: 'x', type: 'x', content: '99999 path=x\n' }, ...good()), /cannot be read/],
  ['a negative size', () => tar({ name: 'x', size: '-0000000001\0' }), /not octal/],
  ['a size in base 256', () => tar({ name: 'x', size: '\x80\0\0\0\0\0\0\0\0\0\0\x05' }), /not octal/],
  ['a size beyond the end', () => tar({ name: 'x', size: 4_000_000_000 }), /cut off in the middle/],
  ['a wrong checksum', () => tar({ name: 'x', breakChecksum: true }), /wrong checksum/],
  ['a format older than ustar', () => tar({ name: 'x', magic: '' }), /older than 1988/],
  ['no end', () => gzipSync(block({ name: 'a', content: 'x' })), /its end is missing/],
  ['something behind the end', () => gzipSync(Buffer.concat([...good().map(block), end, block({ name: 'x' })])), /behind the end/],
  ['the same file twice', () => tar(...good(), { name: 'driver.yaml', content: 'x' }), /driver\.yaml is in the archive twice/],
  ['the same file behind a dot', () => tar(...good(), { name: './driver.yaml', content: 'x' }), /twice/],
  ['names that differ in capitals', () => tar(...good(), { name: 'Driver.yaml', content: 'x' }), /capitals/],
  ['a file that is a folder, too', () => tar(...good(), { name: 'fragments', content: 'x' }), /a file and a folder/],
  ['letters that are not UTF-8', () => tar(...good(), { name: 'x', content: Buffer.from([0xc3, 0x28]) }), /not text in UTF-8/],
  ['a NUL', () => tar(...good(), { name: 'x', content: 'a\0b' }), /not text/],
  ['an escape', () => tar(...good(), { name: 'x', content: '\x1b[2J' }), /not text/],
  ['no driver', () => tar({ name: 'a/README.md', content: 'x' }, { name: 'b/README.md', content: 'x' }), /no driver\.yaml/],
  ['two drivers', () => tar(...good('a/'), ...good('b/')), /several drivers: a, b/],
  ['a driver with a stranger beside it', () => tar(...good('a/'), { name: 'b/x', content: 'x' }), /nothing else/],
  ['a file of common twice', () => tar(...good('a/'), { name: 'a/common/x', content: 'x' }, { name: 'common/x', content: 'y' }), /in the folder of the driver and beside it/],
])('refuses %s', async (_title, archive, fault) => {
  const read = await readDriverArchive(archive());
  expect(read.faults).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  expect(read.files).toEqual({});
});

test('tells all faults at once', async () => {
  expect(await faultsOf(tar({ name: '/a' }, { name: '../b' }, { name: 'c', type: '2' }, { name: 'd', content: 'a\0' }))).toHaveLength(4);
});
