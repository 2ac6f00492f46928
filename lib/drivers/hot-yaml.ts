import * as yaml from 'js-yaml';

const words = {
  true: new Set(['yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']),
  false: new Set(['no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']),
};

// PyYAML knows no `y` and `n`, but does know `yes` and `off`.
const pythonBoolean = {
  ...yaml.boolYaml11Tag,
  resolve: (text: string) => (words.true.has(text) ? true : words.false.has(text) ? false : yaml.NOT_RESOLVED),
};

/**
 * YAML as Heat reads it: PyYAML's YAML 1.1, with dates left as text (heat/common/template_format.py), so
 * that `heat_template_version: 2018-08-31`, `0755` and `off` mean the same on both sides.
 */
const heatSchema = new yaml.Schema(
  yaml.YAML11_SCHEMA.tags
    .filter((tag) => tag !== yaml.timestampTag)
    .map((tag) => (tag === yaml.boolYaml11Tag ? pythonBoolean : tag)),
);

/** Ten times what the portal's own templates need. Parsed, a text takes up to a hundred times its size. */
const longestText = 256 * 1024;
const deepest = 64;
/** A few spare a node template its user data twice; the text they grow to stays a small multiple. */
const mostAliases = 4;

/**
 * Many anchors are refused: lines of aliases of aliases grow to more than a memory holds when they are walked.
 * @throws Error when the text is too long, is no YAML, has a key twice, many aliases, or an unknown tag.
 */
export function parseHot(text: string): unknown {
  if (text.length > longestText) throw new Error(`the file is larger than ${longestText / 1024} KiB`);
  return yaml.load(text, { schema: heatSchema, maxAliases: mostAliases, maxDepth: deepest });
}

export function writeHot(document: unknown): string {
  return yaml.dump(document, { schema: heatSchema, lineWidth: -1, noRefs: true });
}
