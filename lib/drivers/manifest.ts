import { z } from 'zod';

/** One label a driver understands: typed, with default and help. */
export const labelSpecSchema = z.object({
  key: z.string(),
  title: z.string(),
  help: z.string(),
  kind: z.enum(['string', 'integer', 'boolean', 'choice', 'cidr', 'cidr-list', 'version']),
  default: z.string(),
  choices: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** For `string`: a regular expression for the whole value, and the sentence when it does not match. */
  pattern: z.string().optional(),
  patternHelp: z.string().optional(),
  group: z.string(),
});
export type LabelSpec = z.infer<typeof labelSpecSchema>;

/** Dotted numbers compared part by part, inclusive; either end may be missing. */
const versionRangeSchema = z.object({ from: z.string().optional(), to: z.string().optional() });
export type VersionRange = z.infer<typeof versionRangeSchema>;

/** A container image the nodes pull: the list a mirror must hold. */
const mirroredImageSchema = z.object({
  /** With its registry, as upstream names it. */
  image: z.string().regex(/^[a-z0-9][a-z0-9._/:-]*$/),
  /** `{coe_version}` stands for the version asked for, as coeVersions writes it. */
  tag: z.string().regex(/^(?:[A-Za-z0-9._-]|\{coe_version\})+$/),
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
  note: z.string().default(''),
});
export type TestedPair = z.infer<typeof testedPairSchema>;

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
  serverTypes: z.array(z.enum(['vm', 'bm'])).min(1),
  image: z.object({
    osDistro: z.string(),
    osVersion: versionRangeSchema.optional(),
    namePattern: z.string().optional(),
    minDiskGib: z.number().int().optional(),
    minRamMib: z.number().int().optional(),
  }),
  coeVersions: z.array(z.string()).min(1),
  containerRuntimes: z.array(z.string()).default([]),
  userDataFormat: z.enum(['cloud-config', 'ignition']).default('cloud-config'),
  /** What a user downloads to reach the cluster. */
  access: z.enum(['kubeconfig', 'docker', 'inventory', 'none']).default('kubeconfig'),
  networkDrivers: z.array(z.string()).min(1),
  volumeDrivers: z.array(z.string()),
  storageDrivers: z.array(z.string()),
  masterCounts: z.array(z.number().int().positive()).min(1),
  minFlavor: z.object({ vcpus: z.number().int(), ramMib: z.number().int() }),
  apiPort: z.number().int(),
  labels: z.array(labelSpecSchema),
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
  parameters: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])),
  /** HOT output to a field of the cluster. */
  outputs: z.record(z.string(), z.enum(['apiAddress', 'masterAddresses', 'nodeAddresses', 'coeVersion'])),
  heatTemplateVersion: z.string(),
  templateFile: z.string(),
  /**
   * What nodes of a role run, packed: archive to path on the node below /etc/jeroboam to file of the driver or of
   * common/. The HOT names it `<archive>.tar.gz.b64`.
   */
  archives: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.record(relativePath, relativePath)).default({}),
  /** Timeline: each phase is done when all resources that match one of its patterns are complete. */
  phases: z.array(z.object({ id: z.string(), title: z.string(), resources: z.array(z.string()).min(1) })),
  /** Titles of the nodes' boot steps by name: `configure-containerd: Container runtime`. */
  steps: z.record(z.string(), z.string()).default({}),
  mirrors: z.array(mirroredImageSchema).default([]),
  testedPairs: z.array(testedPairSchema).default([]),
  proven: z.object({ booted: z.array(z.string()), renderedOnly: z.array(z.string()), notes: z.string() }),
});
export type DriverManifest = z.infer<typeof driverManifestSchema>;
