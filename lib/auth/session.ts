import { z } from 'zod';

/**
 * What the session cookie holds, encrypted, and nothing else. Roles and the catalog are asked of Keystone
 * by the token, so that a withdrawn role is noticed.
 */
export const sessionSchema = z.object({
  userName: z.string().min(1).max(255),
  domainName: z.string().min(1).max(255),
  /** Keystone's unscoped token: lists projects and makes tokens for them. */
  unscopedToken: z.string().min(1).max(8_000),
  /** Null until a project is chosen. */
  project: z.object({ id: z.string().min(1).max(255), name: z.string().min(1).max(255), token: z.string().min(1).max(8_000) }).nullable(),
  /** Milliseconds since 1970; when the tokens end. */
  expiresAt: z.number().int().positive(),
});

export type Session = z.infer<typeof sessionSchema>;

export function hasEnded(session: Session, now: Date): boolean {
  return session.expiresAt <= now.getTime();
}
