/** What Heat and its clients call a thing they could not find, in the user's words. */
const entities: Readonly<Record<string, string>> = {
  'flavor id': 'flavor',
  flavor: 'flavor',
  image: 'image',
  images: 'image',
  key: 'keypair',
  keypair: 'keypair',
  network: 'network',
  subnet: 'subnet',
  router: 'router',
  securitygroup: 'security group',
  security_group: 'security group',
  volume: 'volume',
  volumetype: 'volume type',
};

/**
 * Heat says the missing thing in the words of whichever client looked for it: its own EntityNotFound,
 * novaclient's and glanceclient's "No … matching", Neutron's "Unable to find …".
 */
const missingThing: readonly RegExp[] = [
  /The ([A-Z][A-Za-z_ ]*?) \(([^)]*)\) could not be found/,
  /No (\w+) matching \{'\w+': '([^']*)'\}/,
  /Unable to find (\w+) with (?:name or id|name|id) '([^']*)'/,
  /\b(Flavor|Image) ([^\s:]+) could not be found/,
];

/** Heat's reason for a 400 as a sentence to act on; null when it says nothing. */
export function explainHeatRefusal(reason: string): string | null {
  if (reason === '') return null;
  for (const pattern of missingThing) {
    const [, word = '', name = ''] = pattern.exec(reason) ?? [];
    const entity = entities[word.toLowerCase()];
    if (entity) return `The ${entity} "${name}" does not exist in this cloud, or this project may not use it. Choose another one.`;
  }

  if (/^Image .+ requires .+ minimum/.test(reason)) return `The flavor is too small for the image. ${closed(reason)}`;

  const absent = /The Parameter \(([^)]*)\) was not provided/.exec(reason);
  if (absent) return `Heat wants a value for "${absent[1]}", and the cluster gives none.`;

  const parameter = /Parameter '([^']+)' is invalid: (.*)$/.exec(reason);
  if (parameter) return `Heat does not accept the value of "${parameter[1]}": ${withoutPath(parameter[2] ?? '')}`;

  return `Heat does not accept the template: ${withoutPath(reason)}`;
}

/**
 * Heat puts the path before the reason, `Property error: : resources.a.properties.b: : why`; only the end of it
 * is of use to a reader, the path stays in the log.
 */
function withoutPath(reason: string): string {
  return closed(reason.split(/: : ?/).at(-1)?.trim() ?? reason);
}

function closed(reason: string): string {
  return /[.!?…]$/.test(reason) ? reason : `${reason}.`;
}
