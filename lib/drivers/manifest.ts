import { z } from 'zod';
import { limitedFullList, limitedList, limitedMap } from './limited-collections.ts';

/** Written into other texts, once for each of them: no longer than versions and names are. */
const word = z.string().max(100, { error: 'Use at most 100 characters.' });

/** One label a driver understands: typed, with default and help. */
export const labelSpecSchema = z.object({
  key: z.string(),
  title: z.string(),
  help: z.string(),
  kind: z.enum(['string', 'integer', 'boolean', 'choice', 'cidr', 'cidr-list', 'version']),
  default: z.string().max(1024, { error: 'Use at most 1024 characters.' }),
  choices: limitedList(z.string(), 200).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** For `string`: a regular expression for the whole value, and the sentence when it does not match. */
  pattern: z.string().optional(),
  patternHelp: z.string().optional(),
  group: z.string(),
});
export type LabelSpec = z.infer<typeof labelSpecSchema>;

/** Dotted numbers compared part by part, inclusive; either end may be missing. */
const versionRangeSchema = z.object({ from: word.optional(), to: word.optional() });
export type VersionRange = z.infer<typeof versionRangeSchema>;

/** A container image the nodes pull: the list a mirror must hold. */
const mirroredImageSchema = z.object({
  /** With its registry, as upstream names it. */
  image: word.regex(/^[a-z0-9][a-z0-9._/:-]*$/),
  /** `{coe_version}` stands for the version asked for, as coeVersions writes it. */
  tag: word.regex(/^(?:[A-Za-z0-9._-]|\{coe_version\})+$/),
  /** Only for these versions of the orchestrator; absent: for all. */
  for: versionRangeSchema.optional(),
});

/** One cell of the compatibility matrix. */
const testedPairSchema = z.object({
  osVersion: z.string(),
  coeVersion: z.string(),
  containerRuntime: z.string(),
  /** Really run; only rendered and checked; or known not to work together. */
  result: z.enum(['booted', 'rendered', 'refused']),
  /** Of the driver's those that fit this pair; absent: all of them. */
  storageDrivers: limitedFullList(word, 20).optional(),
  networkDrivers: limitedFullList(word, 20).optional(),
  note: z.string().default(''),
});
export type TestedPair = z.infer<typeof testedPairSchema>;

/** How often `*` may stand in a pattern of a phase: each multiplies what it costs to try. */
const mostStars = 3;
const resourcePattern = z
  .string()
  .max(200, { error: 'Use at most 200 characters.' })
  .refine((pattern) => (pattern.match(/\*\*?/g) ?? []).length <= mostStars, { error: `Use at most ${mostStars} stars.` });

const relativePath = z.string().regex(/^(?!.*(?:^|\/)\.\.?(?:\/|$))[A-Za-z0-9][A-Za-z0-9._\/-]{0,98}$/);

/** `driver.yaml`. Kept safe for the browser: wizards read it as a value. */
export const driverManifestSchema = z.object({
  name: z.string().regex(/^[a-z0-9]+(_[a-z0-9]+)*_v[0-9]+$/),
  version: z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+$/),
  title: z.string(),
  description: z.string(),
  status: z.enum(['beta', 'released', 'deprecated', 'retired']),
  coe: z.enum(['kubernetes', 'swarm-mode', 'mesos', 'dcos']),
  os: z.string(),
  serverTypes: limitedFullList(z.enum(['vm', 'bm']), 2),
  image: z.object({
    osDistro: z.string(),
    osVersion: versionRangeSchema.optional(),
    namePattern: z.string().optional(),
    minDiskGib: z.number().int().optional(),
    minRamMib: z.number().int().optional(),
  }),
  coeVersions: limitedFullList(word, 100),
  containerRuntimes: limitedList(word, 20).default([]),
  userDataFormat: z.enum(['cloud-config', 'ignition']).default('cloud-config'),
  /** What a user downloads to reach the cluster. */
  access: z.enum(['kubeconfig', 'docker', 'inventory', 'none']).default('kubeconfig'),
  networkDrivers: limitedFullList(word, 20),
  volumeDrivers: limitedList(word, 20),
  storageDrivers: limitedList(word, 20),
  masterCounts: limitedFullList(z.number().int().positive(), 50),
  minFlavor: z.object({ vcpus: z.number().int(), ramMib: z.number().int() }),
  apiPort: z.number().int(),
  labels: limitedList(labelSpecSchema, 200),
  /** What of a cluster template's switches the nodes of this driver can do. */
  features: z.object({
    tlsDisabled: z.boolean(),
    localRegistry: z.boolean(),
    /** Several masters without a load balancer share an address of their own. */
    virtualAddress: z.boolean().default(false),
  }),
  /**
   * HOT parameter from a field of DriverValues (dots between levels). A map of such fields makes one
   * parameter of type json.
   */
  parameters: limitedMap(z.string(), z.union([z.string(), limitedMap(z.string(), z.string(), 200)]), 200),
  /** HOT output to a field of the cluster. */
  outputs: limitedMap(z.string(), z.enum(['apiAddress', 'masterAddresses', 'nodeAddresses', 'coeVersion']), 50),
  heatTemplateVersion: z.string(),
  templateFile: z.string(),
  /**
   * What nodes of a role run, packed: archive to path on the node below /etc/jeroboam to file of the driver or of
   * common/. The HOT names it `<archive>.tar.gz.b64`.
   */
  archives: limitedMap(z.string().regex(/^[a-z][a-z0-9-]*$/), limitedMap(relativePath, relativePath, 200), 10).default({}),
  /** Timeline: each phase is done when all resources that match one of its patterns are complete. */
  phases: limitedList(z.object({ id: z.string(), title: z.string(), resources: limitedFullList(resourcePattern, 50) }), 50),
  /** Titles of the nodes' boot steps by name: `configure-containerd: Container runtime`. */
  steps: limitedMap(z.string(), z.string(), 200).default({}),
  mirrors: limitedList(mirroredImageSchema, 500).default([]),
  testedPairs: limitedList(testedPairSchema, 500).default([]),
  proven: z.object({ booted: limitedList(word, 100), renderedOnly: limitedList(word, 100), notes: z.string() }),
});
export type DriverManifest = z.infer<typeof driverManifestSchema>;
