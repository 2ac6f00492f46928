/**
 * Server-sent events over a web ReadableStream (https://html.spec.whatwg.org/multipage/server-sent-events.html).
 */

export interface EventSink {
  /** `data` is one line: JSON. */
  send(frame: { event: string; data: string; id?: string }): void;
  close(): void;
}

const heartbeatMs = 15_000;
/** A reader who falls this far behind is cut off; the browser comes back and asks from where it was. */
const longestBacklog = 500;
/** How soon a browser tries again after a broken line. */
const retryMs = 1_000;

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-store, no-transform',
  // nginx would hold frames back until its buffer is full.
  'X-Accel-Buffering': 'no',
};

/**
 * @param signal the request's own: aborted when the browser leaves
 * @param start begins to send and returns what ends it
 */
export function eventStreamResponse(signal: AbortSignal, start: (sink: EventSink) => () => void): Response {
  const encoder = new TextEncoder();
  let end: () => void = () => {};
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        const stops: (() => void)[] = [];
        const heartbeat = setInterval(() => write(': \n\n'), heartbeatMs);
        end = () => {
          if (!open) return;
          open = false;
          clearInterval(heartbeat);
          signal.removeEventListener('abort', end);
          for (const stop of stops) stop();
          try {
            controller.close();
          } catch {
            // The reader has cancelled already.
          }
        };
        const write = (text: string) => {
          if (!open) return;
          if ((controller.desiredSize ?? 0) < -longestBacklog) end();
          else controller.enqueue(encoder.encode(text));
        };
        signal.addEventListener('abort', end);
        write(`retry: ${retryMs}\n\n`);
        const stop = start({
          send: ({ event, data, id }) => write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`),
          close: end,
        });
        stops.push(stop);
        if (!open) stop();
        else if (signal.aborted) end();
      },
      cancel: () => end(),
    },
    { highWaterMark: 1 },
  );
  return new Response(stream, { headers });
}
