'use client';

import './globals.css';

/** Only when the outermost layout itself fails: it stands alone, without the frame. */
export default function GlobalError({ retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Jeroboam</title>
        <main className="flex min-h-dvh flex-col items-center justify-center px-6 text-center">
          <h1 className="text-lg font-semibold">The portal could not be shown</h1>
          <p className="mt-1 text-sm text-muted">Try again; if it stays, tell the operator.</p>
          <button
            type="button"
            onClick={retry}
            className="mt-5 h-8 rounded-md bg-accent px-3 text-sm font-medium text-accent-ink hover:bg-accent-hover"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
