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
  /** As Keystone prints it: six decimals of the second, always zeros (keystone.common.utils.isotime). */
  expiresAt: string | null;
  /** Empty in a list: Keystone shows the roles of a single trust only. */
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
  /** @throws FORBIDDEN when the user has lost one of the roles, or the token may not give trusts */
  createTrust(input: {
    trusteeUserId: string;
    roleNames: readonly string[];
    /** In Keystone's own spelling; see `newTrustExpiry`. */
    expiresAt: string;
  }): Promise<Trust>;
  /** The trusts the token's user has given. */
  listTrusts(): Promise<Trust[]>;
  /**
   * The trustor's own token may, an admin's may, and so may a token got through the trust itself: it speaks as the
   * trustor. @throws FORBIDDEN for others; NOT_FOUND when it is gone.
   */
  deleteTrust(trustId: string): Promise<void>;
  /**
   * A way to sign in as the token's user, in its project, with these roles only; it cannot make others of its kind.
   * One that has the name already is left as it is. @throws FORBIDDEN for tokens of a trust or of such a credential
   */
  createApplicationCredential(input: { name: string; secret: string; roleNames: readonly string[]; description: string }): Promise<void>;
  /** Of the token's user. Nothing happens where there is none. */
  deleteApplicationCredential(name: string): Promise<void>;
}
