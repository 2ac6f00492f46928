import { z } from 'zod';
import { whyNotCertificates } from './certificate-text.ts';
import {
  cloudId,
  flag,
  hasControlCharacters,
  isCidr,
  isHost,
  isHostName,
  isIpAddress,
  isIpv4,
  optionalCloudId,
  optionalInteger,
  optionalText,
  short,
  textList,
} from './field-rules.ts';

/**
 * The one rule book of a cluster template: the wizard, the action and the operation all check with it.
 * Safe for the browser. It takes what a form gives (text, lists as text) and yields what is stored.
 * Limits are Magnum's where it has one: https://docs.openstack.org/api-ref/container-infrastructure-management/
 */

export const coes = ['kubernetes', 'swarm-mode', 'mesos', 'dcos'] as const;
export const serverTypes = ['vm', 'bm'] as const;
/** devicemapper's thin pool does not fit into less (Magnum refuses it too). */
const devicemapperMinGib = 3;
const maxLabels = 100;

const name = z
  .string({ error: 'Give the template a name.' })
  .trim()
  .min(1, 'Give the template a name.')
  .max(255, 'Use at most 255 characters.')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9 ._()+-]*$/,
    'Begin with a letter or digit; use letters, digits, spaces and . _ - + ( ) only.',
  );

const word = (what: string) =>
  z.string({ error: `Choose ${what}.` }).trim().min(1, `Choose ${what}.`).max(64, `Choose ${what}.`).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, `Choose ${what}.`);

const proxyUrl = z
  .string({ error: 'Type an address.' })
  .nullish()
  .transform((text) => text?.trim() || null)
  .superRefine((text, context) => {
    const reason = text === null ? null : whyNotProxy(text);
    if (reason) context.addIssue({ code: 'custom', message: reason });
  });

function whyNotProxy(text: string): string | null {
  if (text.length > 255) return 'Use at most 255 characters.';
  const example = 'Use an address like http://proxy.example.org:3128.';
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(text) || /[<>"'`\\{}|^$]/.test(text) || !URL.canParse(text)) return example;
  const url = new URL(text);
  if (url.username || url.password) {
    return 'Leave the user name and password out: everyone who may see the template could read them.';
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!isHost(host) || url.search || url.hash || url.pathname !== '/') return example;
  return null;
}

const isRegistry = (text: string): boolean => {
  const match = /^(\[[0-9a-fA-F:]+\]|[^:/[\]]+)(?::(\d{1,5}))?$/.exec(text);
  if (!match) return false;
  const host = (match[1] ?? '').replace(/^\[|\]$/g, '');
  const port = match[2] === undefined ? 443 : Number(match[2]);
  return isHost(host) && port > 0 && port < 65536;
};

const isImagePrefix = (text: string): boolean => {
  const [registry = '', ...path] = text.replace(/\/$/, '').split('/');
  return isRegistry(registry) && path.every((part) => /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*$/.test(part));
};

const isProxyException = (text: string): boolean =>
  text === '*' || isIpAddress(text) || isCidr(text) || isHostName(text.replace(/^(\*?\.)/, '').replace(/:\d{1,5}$/, ''));

const noProxy = z
  .union([z.string(), z.array(z.string())], { error: 'Type the hosts, separated by commas.' })
  .nullish()
  .transform((value) => {
    const parts = typeof value === 'string' ? value.split(/[,\n]/) : (value ?? []);
    return parts.map((part) => part.trim()).filter(Boolean).join(',') || null;
  })
  .superRefine((text, context) => {
    if (text === null) return;
    const wrong = text.split(',').find((part) => !isProxyException(part));
    if (wrong !== undefined) {
      context.addIssue({ code: 'custom', message: `“${short(wrong)}” is no host, domain, address or network.` });
    } else if (text.length > 2000) context.addIssue({ code: 'custom', message: 'Use at most 2000 characters.' });
  });

const labelKeyPattern = /^[A-Za-z0-9][A-Za-z0-9_.\/-]{0,254}$/;

/** Labels reach shell files on the nodes, so a value may hold nothing that a shell would act upon. */
export function whyLabelRefused(key: string, value: string): string | null {
  if (!labelKeyPattern.test(key) || key.includes('..')) {
    return 'A label begins with a letter or digit; use letters, digits and _ . - / only.';
  }
  if (value.length > 1024) return 'Use at most 1024 characters.';
  if (!/^[\x20-\x7e]*$/.test(value)) return 'Use plain characters only: nodes read this in a shell file.';
  if (/[<>`$\\]/.test(value)) return 'Leave out < > ` $ and \\: nodes read this in a shell file.';
  return null;
}

const labels = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean()], { error: 'Type a value.' }).transform(String), {
    error: 'Labels are pairs of a key and a value.',
  })
  .default({})
  .superRefine((given, context) => {
    const entries = Object.entries(given);
    if (entries.length > maxLabels) {
      context.addIssue({ code: 'custom', message: `Use at most ${maxLabels} labels.` });
      return;
    }
    for (const [key, value] of entries) {
      const reason = whyLabelRefused(key, value);
      if (reason) context.addIssue({ code: 'custom', path: [key], message: reason });
    }
  });

const description = optionalText(1000);

const fields = z.object(
  {
    name,
    description,
    coe: z.enum(coes, { error: 'Choose an orchestrator.' }),
    serverType: z.enum(serverTypes, { error: 'Choose virtual machines or bare metal.' }),
    driverName: word('a driver'),
    driverVersion: word('a driver version'),
    imageId: cloudId('Choose an image.'),
    flavorId: cloudId('Choose a flavor for the minions.'),
    masterFlavorId: cloudId('Choose a flavor for the masters.'),
    keypairId: optionalCloudId('Choose a keypair from the list.'),
    externalNetworkId: cloudId('Choose an external network.'),
    fixedNetworkId: optionalCloudId('Choose a network from the list.'),
    fixedSubnetId: optionalCloudId('Choose a subnet from the list.'),
    networkDriver: word('a network driver'),
    volumeDriver: optionalText(64, { test: (text) => /^[a-z0-9-]+$/.test(text), message: 'Choose a volume driver from the list.' }),
    dnsNameservers: textList({
      max: 5,
      maxEach: 15,
      test: isIpv4,
      describe: (text) => `“${text}” is no IPv4 address.`,
      tooMany: 'Use at most 5 name servers.',
    }),
    dockerVolumeSizeGib: optionalInteger(1, 16384, ' GiB'),
    dockerStorageDriver: optionalText(64, { test: (text) => /^[a-z0-9-]+$/.test(text), message: 'Choose a storage driver from the list.' }),
    httpProxy: proxyUrl,
    httpsProxy: proxyUrl,
    noProxy,
    ntpServers: textList({
      max: 10,
      maxEach: 253,
      test: isHost,
      describe: (text) => `“${text}” is no host name or address.`,
      tooMany: 'Use at most 10 time servers.',
    }),
    rootCaPem: z
      .string({ error: 'Paste certificates in PEM form.' })
      .nullish()
      .transform((text) => text?.replace(/\r\n?/g, '\n').trim() || null)
      .superRefine((text, context) => {
        if (text === null) return;
        const reason =
          text.length > 65_536
            ? 'Use at most 64 KiB of certificates.'
            : hasControlCharacters(text)
              ? 'Leave out control characters.'
              : whyNotCertificates(text);
        if (reason) context.addIssue({ code: 'custom', message: reason });
      }),
    insecureRegistry: optionalText(255, { test: isRegistry, message: 'Use a host, with a port if needed, like registry.example.org:5000.' }),
    containerInfraPrefix: optionalText(255, {
      test: isImagePrefix,
      message: 'Use a registry with a path, like registry.example.org/mirror/.',
    }),
    registryEnabled: flag,
    tlsDisabled: flag,
    masterLbEnabled: flag,
    floatingIpEnabled: flag,
    apiserverPort: optionalInteger(1024, 65535, ''),
    public: flag,
    hidden: flag,
    tags: textList({
      max: 20,
      maxEach: 60,
      test: (text) => /^[A-Za-z0-9][A-Za-z0-9 ._:+-]*$/.test(text),
      describe: (text) => `“${text}” is no tag: use letters, digits, spaces and . _ : + - and at most 60 characters.`,
      tooMany: 'Use at most 20 tags.',
    }).refine((tags) => tags.join(',').length <= 255, 'Use at most 255 characters in all.'),
    labels,
  },
  { error: 'The form did not arrive whole. Load the page again.' },
);

type Fields = z.output<typeof fields>;

/** Rules between fields; they speak also while other fields are still wrong. */
const across = <Schema extends z.ZodType<Fields>>(schema: Schema): Schema =>
  schema
    .refine((value) => !(value.fixedSubnetId && !value.fixedNetworkId), {
      path: ['fixedSubnetId'],
      error: 'Choose the network of this subnet too.',
      when: isRecord,
    })
    .refine((value) => !(value.fixedNetworkId && !value.fixedSubnetId), {
      path: ['fixedSubnetId'],
      error: 'Choose one of its subnets too.',
      when: isRecord,
    })
    .refine(
      (value) => value.dockerStorageDriver !== 'devicemapper' || Number(value.dockerVolumeSizeGib ?? 0) >= devicemapperMinGib,
      {
        path: ['dockerVolumeSizeGib'],
        error: `The devicemapper storage driver needs a volume of at least ${devicemapperMinGib} GiB.`,
        when: isRecord,
      },
    );

const isRecord = (payload: { value: unknown }): boolean => typeof payload.value === 'object' && payload.value !== null;

export const clusterTemplateSchema = across(fields);

export type ClusterTemplateInput = Fields;
/** What a form holds before the schema has read it. */
export type ClusterTemplateDraft = z.input<typeof fields>;

const templateId = z.uuid({ error: 'This template does not exist.' });

export const updateClusterTemplateSchema = across(
  fields.extend({
    id: templateId,
    /** `updatedAt` of the template as the form was opened with it. */
    expectedUpdatedAt: z.iso.datetime({ error: 'Load the page again.' }),
  }),
);
export type UpdateClusterTemplateInput = ClusterTemplateInput & { id: string; expectedUpdatedAt: string };

export const deleteClusterTemplateSchema = z.object({ id: templateId });

/** Publish, hide: null leaves it as it is. */
export const publishClusterTemplateSchema = z.object({ id: templateId, public: flag.optional(), hidden: flag.optional() });

const templateSorts = ['name', '-name', 'created', '-created', 'updated', '-updated'] as const;
export type TemplateSort = (typeof templateSorts)[number];

/** From the address of the list: whatever does not fit is left out, since a link must never fail. */
export const listClusterTemplatesSchema = z.object({
  search: z.string().trim().max(200).refine((text) => !hasControlCharacters(text)).catch('').default(''),
  coe: z.enum(coes).optional().catch(undefined),
  driver: z.string().max(64).regex(/^[a-z0-9_]+$/).optional().catch(undefined),
  visibility: z.enum(['own', 'public', 'all']).optional().catch(undefined),
  sort: z.enum(templateSorts).catch('name').default('name'),
  cursor: z.string().max(1000).optional().catch(undefined),
  limit: z.number().int().min(1).max(200).catch(25).default(25),
});
export type ListClusterTemplatesInput = z.output<typeof listClusterTemplatesSchema>;
