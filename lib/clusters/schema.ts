import { z } from 'zod';

/*
 * Checks in the browser, in the action and in the operation alike. Rules of names, counts and time-outs
 * are those of Magnum's cluster API; null stands for "as the cluster template says".
 */

const onlyPlainText = /^[^\u0000-\u001f\u007f]*$/;

/** An id or name the cloud will be asked for. */
const reference = (what: string) =>
  z
    .string({ error: `Choose ${what}.` })
    .min(1, { error: `Choose ${what}.` })
    .max(255, { error: 'Use at most 255 characters.' })
    .regex(/^[^\u0000-\u001f\u007f/\\]+$/, { error: `This is not the name of ${what}.` });

const wholeNumber = (what: string) => z.number({ error: `Enter ${what} as a whole number.` }).int({ error: 'Use a whole number.' });

export const clusterNameSchema = z
  .string({ error: 'Give the cluster a name.' })
  .min(1, { error: 'Give the cluster a name.' })
  .max(242, { error: 'Use at most 242 characters.' })
  .regex(/^[a-zA-Z][a-zA-Z0-9_.-]*$/, {
    error: 'Start with a letter; then letters, digits, dots, hyphens and underscores.',
  });

export const clusterLabelsSchema = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,254}$/, { error: 'A label key starts with a letter; then letters, digits, dots, hyphens and underscores.' }),
    z.string({ error: 'Enter a text.' }).max(2000, { error: 'Use at most 2000 characters.' }).regex(onlyPlainText, { error: 'Use one line of plain text.' }),
    { error: 'Labels are pairs of key and text.' },
  )
  .refine((labels) => Object.keys(labels).length <= 100, { error: 'Use at most 100 labels.' });

export const createClusterSchema = z.object({
  /** Made once per filled-in form: sending it again gives the same cluster. */
  submissionId: z.uuid({ error: 'Reload the page and try again.' }),
  name: clusterNameSchema,
  templateId: z.uuid({ error: 'Choose a cluster template.' }),
  masterCount: wholeNumber('the number of masters')
    .min(1, { error: 'A cluster has at least one master.' })
    .max(99, { error: 'Use at most 99 masters.' })
    .refine((count) => count % 2 === 1, { error: 'Use an odd number: an even one adds a machine but no safety.' }),
  nodeCount: wholeNumber('the number of minions')
    .min(0, { error: 'Use 0 or more.' })
    .max(5000, { error: 'Use at most 5000 minions.' }),
  masterFlavorId: reference('a flavor').nullable(),
  flavorId: reference('a flavor').nullable(),
  keypairId: reference('a key pair').nullable(),
  availabilityZone: reference('an availability zone').nullable(),
  createTimeoutMin: wholeNumber('the minutes')
    .min(3, { error: 'Allow at least 3 minutes.' })
    .max(1440, { error: 'Use at most 1440 minutes (a day).' }),
  fixedNetworkId: reference('a network').nullable(),
  fixedSubnetId: reference('a subnet').nullable(),
  dockerVolumeSizeGib: wholeNumber('the size in GiB').min(1, { error: 'Use at least 1 GiB.' }).max(16_384, { error: 'Use at most 16384 GiB.' }).nullable(),
  floatingIpEnabled: z.boolean({ error: 'Choose yes or no.' }).nullable(),
  masterLbEnabled: z.boolean({ error: 'Choose yes or no.' }).nullable(),
  labels: clusterLabelsSchema,
}).refine((value) => !(value.fixedNetworkId && !value.fixedSubnetId), {
  path: ['fixedSubnetId'],
  error: 'Choose one of its subnets too.',
});

export type CreateClusterInput = z.infer<typeof createClusterSchema>;

export const clusterIdSchema = z.object({ clusterId: z.uuid({ error: 'There is no such cluster.' }) });
export type ClusterIdInput = z.infer<typeof clusterIdSchema>;

/** Another version of the driver that a cluster has. */
export const previewMoveSchema = clusterIdSchema.extend({ version: z.string().regex(/^[0-9]+\.[0-9]+\.[0-9]+$/, { error: 'Choose a version.' }) });
export type PreviewMoveInput = z.infer<typeof previewMoveSchema>;

/** `bundleSha256` is the preview's: only what was looked at is done. */
export const moveClusterSchema = previewMoveSchema.extend({ bundleSha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'Look at the preview first.' }) });
export type MoveClusterInput = z.infer<typeof moveClusterSchema>;

export const templateIdSchema = z.object({ templateId: z.uuid({ error: 'There is no such cluster template.' }) });

export const clusterStates = ['ready', 'working', 'waiting', 'failed'] as const;
export type ClusterStateFilter = (typeof clusterStates)[number];

export const clusterSorts = ['newest', 'oldest', 'name', 'name-desc'] as const;
export type ClusterSort = (typeof clusterSorts)[number];

/** Values out of the address: whatever is not understood falls back, since a bad link must still open. */
export const clusterFilterSchema = z.object({
  q: z.string().trim().max(255).catch(''),
  state: z.enum(clusterStates).nullable().catch(null),
  templateId: z.uuid().nullable().catch(null),
  sort: z.enum(clusterSorts).catch('newest'),
  /** Where the page begins or ends: what the former page gave. */
  after: z.string().max(1000).nullable().catch(null),
  before: z.string().max(1000).nullable().catch(null),
  pageSize: z.number().int().min(1).max(200).catch(50),
});
export type ClusterFilter = z.infer<typeof clusterFilterSchema>;

export const allClustersFilterSchema = clusterFilterSchema.extend({
  /** Parts of names. */
  project: z.string().trim().max(255).catch(''),
  owner: z.string().trim().max(255).catch(''),
  driver: z.string().max(255).regex(/^[a-z0-9_]+$/).nullable().catch(null),
});
export type AllClustersFilter = z.infer<typeof allClustersFilterSchema>;

export interface Page<T> {
  rows: T[];
  /** Cursors of the neighbouring pages; null where there is none. */
  next: string | null;
  previous: string | null;
}
