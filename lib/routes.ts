/** Every address of the portal, in one place: nothing else writes an internal path by hand. */
export const routes = {
  home: '/',
  login: (next?: string) => (next ? `/login?next=${encodeURIComponent(next)}` : '/login'),
  chooseProject: (next?: string) => (next ? `/login/project?next=${encodeURIComponent(next)}` : '/login/project'),
  clusters: '/clusters',
  newCluster: (templateId?: string) => (templateId ? `/clusters/new?template=${templateId}` : '/clusters/new'),
  cluster: (clusterId: string) => `/clusters/${clusterId}`,
  clusterTemplates: '/cluster-templates',
  newClusterTemplate: (copyOf?: string) =>
    copyOf ? `/cluster-templates/new?copy=${copyOf}` : '/cluster-templates/new',
  clusterTemplate: (templateId: string) => `/cluster-templates/${templateId}`,
  editClusterTemplate: (templateId: string) => `/cluster-templates/${templateId}/edit`,
  drivers: '/drivers',
  driver: (name: string, version: string) => `/drivers/${name}/${version}`,
  quota: '/quota',
  activity: '/activity',
  admin: {
    clusters: '/admin/clusters',
    projects: '/admin/projects',
    cluster: (clusterId: string) => `/admin/clusters/${clusterId}`,
  },
  api: {
    auth: '/api/auth',
    kubeconfig: (clusterId: string) => `/api/clusters/${clusterId}/kubeconfig`,
    dockerBundle: (clusterId: string) => `/api/clusters/${clusterId}/docker-bundle`,
    inventory: (clusterId: string) => `/api/clusters/${clusterId}/inventory`,
    events: (clusterId: string) => `/api/clusters/${clusterId}/events`,
    console: (clusterId: string) => `/api/clusters/${clusterId}/console`,
    clusterChanges: '/api/clusters/changes',
  },
  healthz: '/healthz',
  readyz: '/readyz',
} as const;
