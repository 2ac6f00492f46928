import { gunzipSync } from 'node:zlib';
import { parseHot } from './hot-yaml.ts';

export interface NodeFile {
  mode: number;
  content: Buffer;
}

interface IgnitionConfig {
  storage: { files: { path: string; mode: number; contents: { source: string; compression?: string } }[] };
  systemd: { units: { name: string; enabled: boolean; contents: string }[] };
}

interface CloudConfig {
  write_files: { path: string; permissions: string; encoding?: 'gz+b64'; content: string }[];
}

/** The files that user data lays down, by path: of Ignition or of cloud-config, by how it begins. */
export function nodeFilesOf(userData: string): Map<string, NodeFile> {
  return userData.startsWith('{') ? readIgnition(userData) : readCloudConfig(userData);
}

export function ignitionUnitsOf(userData: string): IgnitionConfig['systemd']['units'] {
  return (JSON.parse(userData) as IgnitionConfig).systemd.units;
}

function readIgnition(text: string): Map<string, NodeFile> {
  return new Map(
    (JSON.parse(text) as IgnitionConfig).storage.files.map(({ path, mode, contents: { source, compression } }) => {
      const [, base64, data = ''] = /^data:(;base64)?,(.*)$/s.exec(source) ?? [];
      const content = base64 ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data));
      return [path, { mode, content: compression === 'gzip' ? gunzipSync(content) : content }];
    }),
  );
}

function readCloudConfig(text: string): Map<string, NodeFile> {
  return new Map(
    (parseHot(text) as CloudConfig).write_files.map(({ path, permissions, encoding, content }) => [
      path,
      { mode: Number.parseInt(permissions, 8), content: encoding ? gunzipSync(Buffer.from(content, 'base64')) : Buffer.from(content) },
    ]),
  );
}
