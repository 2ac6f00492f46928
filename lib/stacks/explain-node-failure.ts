import { lastStepOf, sentenceOfLog, titleOfStep } from './boot-steps.ts';

/** Why a node did not come up, and what to do. */
export interface NodeFailure {
  reason: string;
  advice: string;
}

/** Where a node's sentence says nothing of what helps, its subject decides; the first that fits counts. */
const advices: readonly { about: RegExp; advice: string }[] = [
  { about: /\bprox(?:y|ies)\b/i, advice: 'Correct the proxy in the cluster template, or leave it out, then make the cluster again.' },
  {
    about: /\bcertificates?\b|\bCA\b|\bx509\b|\bTLS\b/i,
    advice: 'Give the certificate authority that signed this certificate as root CA in the cluster template, then make the cluster again.',
  },
  { about: /\bNTP\b|\btime servers?\b|\bclock\b/i, advice: 'Correct the NTP servers in the cluster template, or leave them out, then make the cluster again.' },
  {
    about: /\bdisk\b|\bno space\b|\bspace left\b|\bis full\b/i,
    advice: 'Choose a flavor with a larger disk, or a larger Docker volume, then make the cluster again.',
  },
  {
    about: /\b(?:mirror|registry)\b/i,
    advice: 'Check container_infra_prefix and insecure_registry in the cluster template, and that the network of the nodes reaches the mirror.',
  },
];

/** A node's second sentence, where it begins with what to do. */
const ownAdvice = /^(.+?\.)\s+((?:Add|Ask|Check|Choose|Give|Name|Set|Use)\b.+)$/;

const readSteps = 'Read the end of its log beside the failed step on the Nodes tab, correct the cause and try again.';
const askWithLog =
  'Read the end of its log beside the failed step on the Nodes tab. If the cause is nothing that the cluster template sets, give it to the operator of the cloud.';
const readConsole =
  'Read its console log on the Nodes tab: mostly it cannot reach the cloud (network, proxy, DNS) or its image registry. A longer timeout helps when it was only slow.';

/**
 * Heat's words on a wait condition that failed: what the node signalled of itself, or that it fell silent.
 * @param where the node, as in "master 0"
 * @param titles of boot steps, by name
 * @returns null when the failure is of another kind
 */
export function explainNodeFailure(said: string, where: string, titles: Readonly<Record<string, string>>): NodeFailure | null {
  const node = where.charAt(0).toUpperCase() + where.slice(1);
  const step = lastStepOf(said);
  const named = step && `“${titleOfStep(step.name, titles)}” (step ${step.number} of ${step.total})`;
  if (/WaitConditionTimeout/.test(said)) {
    if (named) return { reason: `${node} did not report back in time: the last it told of was ${named}.`, advice: readConsole };
    const never = /\b0 of \d+ received/.test(said) ? ' Nothing was ever heard of it: it did not boot, or it cannot reach Heat.' : '';
    return { reason: `${node} did not report back in time.${never}`, advice: readConsole };
  }
  if (!/WaitConditionFailure/.test(said)) return null;
  const sentence = sentenceOfLog(said);
  if (sentence) {
    const [, cause = sentence, advice] = ownAdvice.exec(sentence) ?? [];
    return { reason: `${node}: ${cause}`, advice: advice ?? advices.find(({ about }) => about.test(cause))?.advice ?? readSteps };
  }
  if (!named) return null;
  const code = /failed with code (\d+)/.exec(said)?.[1];
  return { reason: `${node}: ${named} failed${code ? ` with code ${code}` : ''}.`, advice: askWithLog };
}
