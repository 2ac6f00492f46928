/** The test cloud asked directly, to see what the portal has really left in it. */
const keystone = process.env.OS_AUTH_URL ?? 'http://127.0.0.1:5000/v3';

export interface Session {
  token: string;
  userId: string;
  projectId: string;
  endpoint(type: string): string;
}

export async function signInToCloud(userName: string, projectName: string): Promise<Session> {
  const answer = await fetch(`${keystone}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: { methods: ['password'], password: { user: { name: userName, domain: { name: 'Default' }, password: 'secret' } } },
        scope: { project: { name: projectName, domain: { name: 'Default' } } },
      },
    }),
  });
  if (answer.status !== 201) throw new Error(`Keystone answered ${answer.status} to ${userName}`);
  const { token } = (await answer.json()) as {
    token: { user: { id: string }; project: { id: string }; catalog: { type: string; endpoints: { interface: string; url: string }[] }[] };
  };
  return {
    token: answer.headers.get('x-subject-token') ?? '',
    userId: token.user.id,
    projectId: token.project.id,
    endpoint(type) {
      const found = token.catalog.find((service) => service.type === type)?.endpoints.find((entry) => entry.interface === 'public');
      if (!found) throw new Error(`no ${type} in the catalog`);
      return found.url;
    },
  };
}

export async function ask<T>(session: Session, url: string, init: RequestInit = {}): Promise<T> {
  const answer = await fetch(url, { ...init, headers: { ...init.headers, 'x-auth-token': session.token } });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export interface Inventory {
  stacks: string[];
  servers: string[];
  networks: string[];
  ports: string[];
  routers: string[];
  securityGroups: string[];
  floatingIps: string[];
  volumes: string[];
  loadBalancers: string[];
  /** The portal's, which have an end. */
  trusts: string[];
  /** Heat's own, which have none. */
  heatTrusts: string[];
}

/** Everything in the project that a cluster could leave behind, by id. */
export async function takeInventory(session: Session): Promise<Inventory> {
  const heat = session.endpoint('orchestration');
  const nova = session.endpoint('compute');
  const neutron = `${session.endpoint('network')}/v2.0`;
  const own = `project_id=${session.projectId}`;
  // To an administrator Heat lists the stacks of all projects, and names each one's.
  interface Listed {
    id: string;
    project?: string;
    expires_at?: string | null;
  }
  const listed = async (url: string, key: string) =>
    ((await ask<Record<string, Listed[]>>(session, url))[key] ?? []).filter(({ project = session.projectId }) => project === session.projectId);
  const idsOf = (found: readonly Listed[]) => found.map(({ id }) => id).sort();
  const list = async (url: string, key: string) => idsOf(await listed(url, key));
  const [stacks, servers, networks, ports, routers, securityGroups, floatingIps, volumes, loadBalancers, allTrusts] = await Promise.all([
    list(`${heat}/stacks`, 'stacks'),
    list(`${nova}/servers`, 'servers'),
    list(`${neutron}/networks?${own}`, 'networks'),
    list(`${neutron}/ports?${own}`, 'ports'),
    list(`${neutron}/routers?${own}`, 'routers'),
    list(`${neutron}/security-groups?${own}`, 'security_groups'),
    list(`${neutron}/floatingips?${own}`, 'floatingips'),
    list(`${session.endpoint('volumev3')}/volumes`, 'volumes'),
    list(`${session.endpoint('load-balancer')}/v2/lbaas/loadbalancers?${own}`, 'loadbalancers'),
    listed(`${keystone}/OS-TRUST/trusts?trustor_user_id=${session.userId}`, 'trusts'),
  ]);
  const trusts = idsOf(allTrusts.filter((trust) => trust.expires_at !== null));
  const heatTrusts = idsOf(allTrusts.filter((trust) => trust.expires_at === null));
  return { stacks, servers, networks, ports, routers, securityGroups, floatingIps, volumes, loadBalancers, trusts, heatTrusts };
}
