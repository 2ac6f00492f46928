import { explainNodeFailure } from './explain-node-failure.ts';
import { titleOfType } from './resource-graph.ts';

export interface FailureExplanation {
  /** What happened, one plain sentence. */
  reason: string;
  /** What to do, one sentence; null when there is nothing better than to try again. */
  advice: string;
}

export interface FailureFacts {
  path: string;
  resourceName: string;
  resourceType: string;
  /** Heat's own words: "ResourceInError: resources.node: Went to status ERROR due to …" */
  reason: string;
}

interface Pattern {
  matches: RegExp;
  explain: (found: RegExpMatchArray, where: string) => FailureExplanation;
}

/** Part of it is written by the node itself, at whatever length: no more of it is searched or shown. */
const longestReason = 4_000;

const askOperator = 'Try again in a few minutes; if it happens again, give the text below to the operator of the cloud.';

const quotaNames: Readonly<Record<string, string>> = {
  instances: 'servers',
  cores: 'cores',
  ram: 'RAM',
  server_groups: 'server groups',
  server_group_members: 'members of a server group',
  key_pairs: 'key pairs',
  port: 'ports',
  network: 'networks',
  subnet: 'subnets',
  router: 'routers',
  floatingip: 'floating IPs',
  security_group: 'security groups',
  security_group_rule: 'security group rules',
  volumes: 'volumes',
  gigabytes: 'volume space (GiB)',
  load_balancer: 'load balancers',
};

/**
 * Known failures, the most telling first. The texts on the left are those of Nova, Neutron, Cinder,
 * Octavia and Heat themselves (nova/exception.py, neutron_lib/exceptions, cinder/exception.py,
 * heat/common/exception.py), the same from Train to today unless a line says otherwise.
 */
const catalogue: readonly Pattern[] = [
  {
    matches: /Quota exceeded for ([a-z_, ]+?): Requested ([\d, ]+), but already used ([\d, ]+) of ([\d, ]+)/i,
    explain: ([, name = '', need = '', used = '', limit = ''], where) => ({
      reason: `The project's quota of ${quotaName(name)} is full: ${where} needs ${need.trim()}, and ${used.trim()} of ${limit.trim()} are used.`,
      advice: 'Delete what is no longer needed or ask the operator for a larger quota, then try again.',
    }),
  },
  {
    // Neutron: Quota exceeded for resources: ['port'].
    matches: /Quota exceeded for resources: \[(?:u)?'([a-z_]+)'/i,
    explain: ([, name = ''], where) => quotaFull(quotaName(name), where),
  },
  {
    matches: /Quota has been met for resources: ([A-Za-z ]+)/,
    explain: ([, name = ''], where) => quotaFull(quotaName(name.trim().toLowerCase().replaceAll(' ', '_')), where),
  },
  {
    matches: /Requested (?:volume|snapshot|volume or snapshot) exceeds allowed gigabytes[^.]*quota\.? Requested (\d+)G, quota is (\d+)G and (\d+)G has been consumed/i,
    explain: ([, need, limit, used]) => ({
      reason: `The project's quota of volume space is full: ${need} GiB are needed, and ${used} of ${limit} GiB are used.`,
      advice: 'Delete volumes that are no longer needed or ask the operator for a larger quota, then try again.',
    }),
  },
  {
    matches: /Maximum number of volumes allowed \((\d+)\) exceeded/i,
    explain: ([, limit]) => ({
      reason: `The project's quota of volumes is full: all ${limit} are used.`,
      advice: 'Delete volumes that are no longer needed or ask the operator for a larger quota, then try again.',
    }),
  },
  {
    matches: /Quota exceeded, too many servers in group|server_group_members/i,
    explain: (_, where) => quotaFull('members of a server group', where),
  },
  {
    matches: /quota (?:exceeded|limit)|exceeded (?:for )?quota|over ?quota|OverLimit/i,
    explain: (_, where) => quotaFull('one of its resources', where),
  },
  {
    matches: /No valid host was found/i,
    explain: (_, where) => ({
      reason: `The cloud has no host with room for ${where}.`,
      advice: 'Choose a smaller flavor or another availability zone, or ask the operator for capacity.',
    }),
  },
  {
    matches: /Exceeded maximum number of retries|Exhausted all hosts available/i,
    explain: (_, where) => ({
      reason: `The cloud tried several hosts for ${where} and none could start it.`,
      advice: 'Try again; if it happens again, ask the operator to look at the compute hosts.',
    }),
  },
  {
    matches: /(?:requested )?availability zone (?:'?([^' ]+)'? )?(?:is not available|not found|does not exist)|Invalid availability[_ ]zone|Zone '?([^' ]+)'? is not available/i,
    explain: ([, first, second]) => ({
      reason: `The availability zone${first ?? second ? ` ${first ?? second}` : ''} does not exist or is out of service.`,
      advice: 'Choose another availability zone.',
    }),
  },
  {
    matches: /(?:Flavor's disk is too small|Flavor's memory is too small|smaller than the minimum size specified in image)/i,
    explain: (_, where) => ({
      reason: `The flavor of ${where} is too small for its image.`,
      advice: 'Choose a flavor with more disk and RAM.',
    }),
  },
  {
    matches: /Image (\S+) (?:could not be found|is not active)|No images? matching|(?:image)\S*: .*not found|Image \S+ is unacceptable/i,
    explain: (_, where) => ({
      reason: `The image for ${where} is gone or can no longer be used.`,
      advice: 'Choose another image in the cluster template.',
    }),
  },
  {
    matches: /Flavor (\S+) could not be found|No flavors? matching|flavor\S*: .*not found/i,
    explain: (_, where) => ({
      reason: `The flavor for ${where} is gone.`,
      advice: 'Choose another flavor.',
    }),
  },
  {
    matches: /Invalid key_name provided|key ?pair (?:\S+ )?(?:not found|could not be found)|The Key \((\S+)\) could not be found/i,
    explain: () => ({
      reason: 'The key pair of this cluster does not exist for the user who made it.',
      advice: 'Choose another key pair; a key pair belongs to one user, not to the project.',
    }),
  },
  {
    matches: /WaitConditionFailure: (?:resources\S+: )?(.+)/s,
    explain: ([, said = ''], where) => ({
      reason: `${capital(where)} started but its set-up failed: ${sentence(said)}`,
      advice: 'Read its console log for what came before, correct the cause and try again.',
    }),
  },
  {
    matches: /No more IP addresses available on network|IpAddressGenerationFailure|No available IP|IpAddressAlreadyAllocated/i,
    explain: (found) =>
      /external/i.test(found.input ?? '') ? floatingIpsExhausted() : {
        reason: 'The network has no free address left.',
        advice: 'Choose another network or a larger subnet, or free addresses that are no longer used.',
      },
  },
  { matches: /ExternalIpAddressExhausted|Unable to find any IP address on external network/i, explain: () => floatingIpsExhausted() },
  {
    matches: /External network \S+ is not reachable|ExternalGatewayForFloatingIPNotFound/i,
    explain: () => ({
      reason: 'The external network cannot be reached from the cluster\'s network, so no floating IP could be bound.',
      advice: 'Choose the external network to which the router of that subnet is connected.',
    }),
  },
  {
    matches: /one or more ports still in use on the network|port is still in use|cannot be deleted, as it is required by one or more floating IPs|has ports? still in use|One or more ports have an IP allocation/i,
    explain: (_, where) => ({
      reason: `${capital(where)} is still in use by something that is not part of this cluster's stack.`,
      advice: 'Remove what still uses it (often a load balancer or port made from inside the cluster), then delete again.',
    }),
  },
  {
    matches: /Security Group \S+ in use/i,
    explain: (_, where) => ({
      reason: `${capital(where)} is still in use by a port that is not part of this cluster's stack.`,
      advice: 'Remove that port or take it out of the security group, then delete again.',
    }),
  },
  {
    matches: /Failed to allocate the network|VirtualInterfaceCreateException|PortBindingFailed|Binding failed for port/i,
    explain: (_, where) => ({
      reason: `The cloud could not connect ${where} to its network.`,
      advice: 'Try again; if it happens again, ask the operator to look at the network agents.',
    }),
  },
  {
    matches: /Volume \S+ did not finish being created|Went to status error(?:.*)Volume|Block Device Mapping is Invalid|Failed to attach volume/i,
    explain: (_, where) => ({
      reason: `The volume for ${where} could not be made or attached.`,
      advice: 'Choose another volume type, or ask the operator to look at block storage.',
    }),
  },
  {
    matches: /Provider '([^']+)' is not enabled|provider (\S+) (?:is not|not) (?:enabled|found)/i,
    explain: ([, first, second]) => ({
      reason: `The cloud has no load balancer provider named ${first ?? second}.`,
      advice: 'Choose another provider in the labels, or leave it out.',
    }),
  },
  {
    matches: /Load ?Balancer \S+ is immutable|PENDING_(?:CREATE|UPDATE|DELETE)/i,
    explain: () => ({ reason: 'The load balancer was busy with another change for too long.', advice: 'Try again.' }),
  },
  {
    matches: /Policy doesn't allow|not authori[sz]ed|Forbidden|HTTP 403/i,
    explain: (_, where) => ({
      reason: `The cloud does not allow this project to make ${where}.`,
      advice: 'Ask the operator which role or setting is missing.',
    }),
  },
  {
    matches: /Property error|Error validating value|StackValidationFailed/i,
    explain: (found, where) => ({
      reason: `Heat refused a value of ${where}: ${sentence(cleanReason(found.input ?? ''))}`,
      advice: 'Correct that value and try again.',
    }),
  },
  {
    matches: /Authorization failed|Could not find trust|Failed to validate token|Trust .* (?:invalid|not found)/i,
    explain: () => ({
      reason: 'Heat may no longer act for the user who made this cluster.',
      advice: 'That user may have been removed from the project. Let a current member delete the cluster and make it again.',
    }),
  },
  {
    matches: /MessagingTimeout|Timed out waiting for a reply|Service Unavailable|HTTP 50[0234]|Unable to establish connection|ConnectionRefused|Internal Server Error/i,
    explain: (_, where) => ({
      reason: `A service of the cloud did not answer while ${where} was being made.`,
      advice: askOperator,
    }),
  },
  {
    matches: /timed out|Timed out/,
    explain: (_, where) => ({
      reason: `The time limit of the cluster was over before ${where} was ready.`,
      advice: 'Look at what took so long in the timeline, or give it a longer timeout and try again.',
    }),
  },
  {
    matches: /\b(?:aborted|cancelled|canceled)\b/i,
    explain: (_, where) => ({
      reason: `Work on ${where} was stopped before it was ready.`,
      advice: 'Try again.',
    }),
  },
];

const errorByType: Readonly<Record<string, FailureExplanation>> = {
  'OS::Octavia': {
    reason: 'The load balancer could not be made: the load balancer service reports an error of its own.',
    advice: 'Try again, or switch the load balancer off in the cluster template; the operator can see the cause.',
  },
  'OS::Cinder': {
    reason: 'A volume could not be made: block storage reports an error of its own.',
    advice: 'Choose another volume type or size, or ask the operator to look at block storage.',
  },
};

/**
 * One plain sentence and what to do, from what Heat says of the failed resource. Unknown words are passed on, cleaned.
 * @param stepTitles the driver's words for the boot steps of a node, by name
 */
export function explainFailure(failure: FailureFacts, stepTitles: Readonly<Record<string, string>> = {}): FailureExplanation {
  const where = describePlace(failure);
  const said = failure.reason.slice(0, longestReason);
  // First, since a node's log may hold the words of any other failure.
  const ofNode = explainNodeFailure(said, where, stepTitles);
  if (ofNode) return ofNode;
  for (const { matches, explain } of catalogue) {
    const found = said.match(matches);
    if (found) return explain(found, where);
  }
  const service = failure.resourceType.split('::').slice(0, 2).join('::');
  const known = errorByType[service];
  if (known && /status ERROR|Unknown/i.test(failure.reason)) return known;
  const words = cleanReason(failure.reason);
  return {
    reason: words ? `${capital(where)} failed: ${sentence(words)}` : `${capital(where)} failed and the cloud gave no reason.`,
    advice: askOperator,
  };
}

/** "server of master 0", "network fixed_network": names a person can find in the graph. */
export function describePlace(failure: Pick<FailureFacts, 'path' | 'resourceName' | 'resourceType'>): string {
  const [group = '', index] = failure.path.split('/');
  const role = /master|control/.test(group) ? 'master' : /minion|worker/.test(group) ? 'minion' : null;
  const kind = titleOfType(failure.resourceType || failure.resourceName).toLowerCase().replace(/\bip\b/, 'IP');
  if (role && index !== undefined && /^\d+$/.test(index)) {
    return kind === 'nested stack' || kind === 'wait condition' ? `${role} ${index}` : `the ${kind} of ${role} ${index}`;
  }
  return `the ${kind} ${failure.resourceName}`;
}

/** Heat's words without class names, resource chains, request ids and HTTP codes. */
export function cleanReason(reason: string): string {
  return reason
    .slice(0, longestReason)
    .replace(/\s*Neutron server returns request_ids?: \[[^\]]*\]/g, '')
    .replace(/\s*\((?:HTTP \d{3}|Request-ID: [^)]*|request id: [^)]*)\)/gi, '')
    .replace(/,? Code: \d{3}/g, '')
    .replace(/(?:^|(?<=: ))[A-Z][A-Za-z]*(?:Error|Exception|Client|Failure|InError|Conflict|Forbidden|NotFound|BadRequest|Timeout|Status)?: (?=resources[.[])/g, '')
    .replace(/resources(?:\.[\w-]+|\[[^\]]+\])+: /g, '')
    .replace(/Went to status \S+ due to /i, '')
    .replace(/"?Message: /g, '')
    .replace(/^"?Unknown(?:, Code: Unknown)?"?$/, '')
    .replace(/^["'\s]+|["'\s]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function quotaFull(what: string, where: string): FailureExplanation {
  return {
    reason: `The project's quota of ${what} is full, so ${where} could not be made.`,
    advice: 'Delete what is no longer needed or ask the operator for a larger quota, then try again.',
  };
}

function floatingIpsExhausted(): FailureExplanation {
  return {
    reason: 'The external network has no free floating IP left.',
    advice: 'Release floating IPs that are not used, choose another external network, or switch floating IPs off.',
  };
}

function quotaName(raw: string): string {
  return raw
    .split(',')
    .map((name) => quotaNames[name.trim().toLowerCase()] ?? name.trim().replaceAll('_', ' '))
    .join(' and ');
}

function sentence(text: string): string {
  const clean = cleanReason(text);
  const short = clean.length > 400 ? `${clean.slice(0, 400)}…` : clean;
  return /[.!?…]$/.test(short) ? short : `${short}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
