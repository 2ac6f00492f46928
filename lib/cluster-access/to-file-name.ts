/** A cluster's name as it may stand in a header and on a disk. */
export function toFileName(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^\.+/, '') || 'cluster';
}
