'use client';

import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { routes } from '#lib/routes.ts';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';

interface ConsoleLogProps {
  clusterId: string;
  serverId: string;
  refusedBecause: string | null;
}

const refreshMs = 5_000;

/** The end of a server's console log, read anew every few seconds while it is open. */
export function ConsoleLog({ clusterId, serverId, refusedBecause }: ConsoleLogProps) {
  const screen = useRef<HTMLPreElement>(null);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['console', clusterId, serverId],
    queryFn: ({ signal }) => readConsole(clusterId, serverId, signal),
    enabled: refusedBecause === null,
    refetchInterval: refreshMs,
    retry: false,
  });
  useEffect(() => {
    if (screen.current) screen.current.scrollTop = screen.current.scrollHeight;
  }, [data]);

  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-2">
        <h4 className="text-xs font-medium text-muted">Console log</h4>
        {refusedBecause === null ? (
          <span className="flex items-center">
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Read the console log again"
              icon={<RefreshCw className={isFetching ? 'animate-spin' : undefined} aria-hidden />}
              onClick={() => void refetch()}
            />
            {data ? <CopyButton text={data} what="console log" /> : null}
          </span>
        ) : null}
      </div>
      {refusedBecause !== null ? <p className="text-sm text-muted">{refusedBecause}</p> : null}
      {error ? <p className="mb-2 text-sm text-failed">{error.message}</p> : null}
      {data === '' ? <p className="text-sm text-muted">The server has written nothing yet.</p> : null}
      {data ? (
        <pre
          ref={screen}
          tabIndex={0}
          role="region"
          aria-label="Console log of the server"
          className="max-h-72 overflow-auto rounded-md border border-line bg-[#101014] p-3 font-mono text-[11px] leading-4 whitespace-pre-wrap text-[#d7d7de]"
        >
          {data}
        </pre>
      ) : null}
    </section>
  );
}

async function readConsole(clusterId: string, serverId: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(`${routes.api.console(clusterId)}?server=${encodeURIComponent(serverId)}`, { signal });
  if (answer.ok) return answer.text();
  const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
  throw new Error(body?.error?.message ?? 'The console log could not be read.');
}
