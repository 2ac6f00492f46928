const condition = /^# when: (\S+) (.*)$/gm;

/**
 * Whether all `# when: KEY VALUE` lines of an add-on hold (drivers/common/addons/README.md), as the node finds them.
 * @param valueOf what the nodes will be told, undefined where that is known to Heat alone: then the node decides
 */
export function isWanted(text: string, valueOf: (key: string) => unknown): boolean {
  return [...text.matchAll(condition)].every(([, key = '', wanted = '']) => {
    const value = valueOf(key);
    return value === undefined || String(value) === wanted;
  });
}
