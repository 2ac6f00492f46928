'use client';

import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { SessionExpiredDialog } from './session-expired.tsx';

/** What the browser knows of the session: names, never a token. */
export interface SessionView {
  userName: string;
  domainName: string;
  projectId: string;
  projectName: string;
  roles: readonly string[];
  admin: boolean;
  region: string;
  /** Regions of the catalog; a switch is shown when there are several. */
  regions: readonly string[];
}

interface SessionContextValue {
  session: SessionView;
  /** Opens "Your sign-in has run out"; true once the user has signed in again. Callers at the same time share it. */
  signInAgain: () => Promise<boolean>;
}

const SessionContext = createContext<SessionContextValue | null>(null);

export function SessionProvider({ session, children }: { session: SessionView; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const waiting = useRef<((signedIn: boolean) => void)[]>([]);
  const settle = useCallback((signedIn: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(signedIn);
  }, []);
  const signInAgain = useCallback(() => {
    setOpen(true);
    return new Promise<boolean>((resolve) => waiting.current.push(resolve));
  }, []);
  const value = useMemo(() => ({ session, signInAgain }), [session, signInAgain]);
  return (
    <SessionContext value={value}>
      {children}
      <SessionExpiredDialog open={open} session={session} onDone={settle} />
    </SessionContext>
  );
}

/** @throws Error outside the portal's frame */
export function useSession(): SessionView {
  const value = useContext(SessionContext);
  if (!value) throw new Error('useSession needs the frame around it.');
  return value.session;
}

/** For event streams and fetches that were answered 401; without a frame it answers false. */
export function useSignInAgain(): () => Promise<boolean> {
  const value = useContext(SessionContext);
  return value?.signInAgain ?? (() => Promise.resolve(false));
}
