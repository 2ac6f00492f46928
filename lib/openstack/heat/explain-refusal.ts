/** What Heat calls a thing it could not find (heat.common.exception.EntityNotFound) in the user's words. */
const entities: Readonly<Record<string, string>> = {
  'Flavor ID': 'flavor',
  Flavor: 'flavor',
  Image: 'image',
  Key: 'keypair',
  KeyPair: 'keypair',
  Network: 'network',
  Subnet: 'subnet',
  Router: 'router',
  SecurityGroup: 'security group',
  'Security Group': 'security group',
  Volume: 'volume',
  VolumeType: 'volume type',
  'Availability Zone': 'availability zone',
};

/** Heat's reason for a 400 as a sentence to act on; null when it says nothing. */
export function explainHeatRefusal(reason: string): string | null {
  if (reason === '') return null;
  const missing = /The ([A-Z][A-Za-z ]*?) \(([^)]*)\) could not be found/.exec(reason);
  const entity = missing?.[1] && entities[missing[1]];
  if (entity) return `The ${entity} "${missing[2]}" does not exist in this cloud, or this project may not use it. Choose another one.`;

  const flavorImage = /(?:Flavor|Instance type) (?:'|")?([^'" ]+).*?(disk|memory|ram)[^.]*image/i.exec(reason);
  if (flavorImage) return `The flavor is too small for the image. ${last(reason)}`;

  const provided = /The Parameter \(([^)]*)\) was not provided/.exec(reason);
  if (provided) return `Heat wants a value for "${provided[1]}", and the cluster gives none.`;

  const parameter = /Parameter '([^']+)' is invalid: (.*)$/.exec(reason);
  if (parameter) return `Heat does not accept the value of "${parameter[1]}": ${last(parameter[2] ?? '')}`;

  return `Heat does not accept the template: ${last(reason)}`;
}

/**
 * Heat puts the path before the reason, `Property error: : resources.a.properties.b: : why`;
 * only the end of it is of use to a reader, the path stays in the log.
 */
function last(reason: string): string {
  const tail = reason.split(/: : ?/).at(-1)?.trim() ?? reason;
  return /[.!?…]$/.test(tail) ? tail : `${tail}.`;
}
