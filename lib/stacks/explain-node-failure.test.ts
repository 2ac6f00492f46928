import { describe, expect, it } from 'vitest';
import { explainFailure } from './explain-failure.ts';

const wait = { path: 'kube_masters/0/master_wait_condition', resourceName: 'master_wait_condition', resourceType: 'OS::Heat::WaitCondition' };
/** As Heat words it when a step of the node's set-up fails with this sentence. */
const failed = (step: string, sentence: string) => ({
  ...wait,
  reason: `WaitConditionFailure: resources.master_wait_condition: [2/9] ${step}: failed with code 1\n! ${sentence}\n+ the log that led there\nHTTP 403 Forbidden, Quota exceeded for resources: ['port']`,
});

describe('why a node did not come up', () => {
  it.each([
    ['an image mirror that does not answer', 'check-mirror', 'The image mirror 172.24.0.1:5009 does not answer.', 'Check its address in the cluster template.'],
    ['a wrong proxy', 'configure-proxy', 'The proxy http://172.24.0.1:9 does not answer.', 'Check the proxy of the cluster template.'],
    ['NTP servers out of reach', 'configure-time', 'No time server answers: 172.24.0.9.', 'Check the NTP servers of the cluster template.'],
    [
      'a wrong root CA',
      'check-mirror',
      'The certificate of the image mirror 172.24.0.1:5001 is not signed by an authority that this node trusts.',
      "Set the mirror's authority as root CA of the cluster template.",
    ],
    ['a full disk', 'mount-volumes', 'The disk of this node is full: /var/lib has 40 MiB left and needs 2000 MiB.', 'Choose a flavor with a larger disk.'],
  ])("says the node's own sentence of %s, and apart what to do", (_, step, cause, advice) => {
    expect(explainFailure(failed(step, `${cause} ${advice}`))).toEqual({ reason: `Master 0: ${cause}`, advice });
  });

  it.each([
    ['The image mirror 172.24.0.1:5001 ended the connection.', /container_infra_prefix/],
    ['The proxy http://172.24.0.1:9 hung up.', /^Correct the proxy/],
    ['The root certificate authority of the cluster template is no PEM certificate, or has expired.', /as root CA/],
    ['kubeadm init did not succeed in 5 tries. The last lines of its log say why.', /^Read the end of its log/],
  ])('has an advice where the node gives none: %s', (sentence, advice) => {
    expect(explainFailure(failed('any', sentence))).toMatchObject({ reason: `Master 0: ${sentence}`, advice: expect.stringMatching(advice) as string });
  });

  it("names the step that ended with a code and has no sentence, in the driver's words", () => {
    const reason = 'WaitConditionFailure: resources.master_wait_condition: [4/9] own-fragment: failed with code 3\n+ false';
    expect(explainFailure({ ...wait, reason }, { 'own-fragment': 'Site settings' })).toEqual({
      reason: 'Master 0: “Site settings” (step 4 of 9) failed with code 3.',
      advice: expect.stringMatching(/^Read the end of its log .* give it to the operator of the cloud\.$/) as string,
    });
  });

  it('tells a node that never booted from one that fell silent on the way', () => {
    const never = explainFailure({ ...wait, reason: 'WaitConditionTimeout: resources.master_wait_condition: 0 of 2 received' });
    expect(never.reason).toMatch(/it did not boot, or it cannot reach Heat/);
    const silent = explainFailure({ ...wait, reason: 'WaitConditionTimeout: resources.master_wait_condition: 1 of 2 received - [3/9] pull-images: started' });
    expect(silent.reason).toBe('Master 0 did not report back in time: the last it told of was “Pull images” (step 3 of 9).');
  });

  it('says it of a load balancer that goes ERROR', () => {
    const balancer = { path: 'api_lb/0/loadbalancer', resourceName: 'loadbalancer', resourceType: 'OS::Octavia::LoadBalancer' };
    const { reason, advice } = explainFailure({ ...balancer, reason: 'ResourceInError: resources.loadbalancer: Went to status ERROR due to "Unknown"' });
    expect(reason).toBe('The load balancer could not be made: the load balancer service reports an error of its own.');
    expect(advice).toMatch(/switch the load balancer off/);
  });
});
