export interface Project {
  id: string;
  name: string;
  domainId: string;
}

export interface Trust {
  id: string;
  trustorUserId: string;
  trusteeUserId: string;
  projectId: string | null;
  /** As Keystone prints it, microseconds included. */
  expiresAt: string | null;
  roleNames: string[];
}

/** What Keystone says of a token it has issued (`token` of POST /v3/auth/tokens). */
export interface IssuedToken {
  token: string;
  expiresAt: Date;
  userId: string;
  userName: string;
  /** Null when unscoped. */
  project: { id: string; name: string } | null;
  roles: string[];
  catalog: CatalogEntry[];
}

export interface CatalogEntry {
  type: string;
  name: string;
  endpoints: { interface: string; region: string; url: string }[];
}

/** Calls made with a scope's own token. https://docs.openstack.org/api-ref/identity/v3/ */
export interface KeystoneClient {
  /** Projects the token's user may scope to. */
  listProjects(): Promise<Project[]>;
  createTrust(input: {
    trusteeUserId: string;
    roleNames: readonly string[];
    /** ISO 8601 with six decimals of the second. */
    expiresAt: string;
  }): Promise<Trust>;
  /** The trusts the token's user has given. */
  listTrusts(): Promise<Trust[]>;
  /** @throws FORBIDDEN unless the token is the trustor's own or an admin's; NOT_FOUND when it is gone. */
  deleteTrust(trustId: string): Promise<void>;
}
