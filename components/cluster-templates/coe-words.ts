/** How the orchestrators are spelled on the screen. */
const coeTitles: Readonly<Record<string, string>> = {
  kubernetes: 'Kubernetes',
  'swarm-mode': 'Docker Swarm',
  mesos: 'Mesos',
  dcos: 'DC/OS',
};

export const coeTitle = (coe: string): string => coeTitles[coe] ?? coe;

export const serverTypeTitle = (serverType: string): string => (serverType === 'bm' ? 'Bare metal' : 'Virtual machines');
