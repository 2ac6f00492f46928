/** How a cluster is reached, as its driver says. */
export type AccessKind = 'kubeconfig' | 'docker' | 'inventory' | 'none';
