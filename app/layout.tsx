import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { cookies, headers } from 'next/headers';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './globals.css';
import { Providers } from '#components/frame/providers.tsx';
import { themeCookieName, toTheme } from '#components/frame/theme.ts';

export const metadata: Metadata = {
  title: { default: 'Jeroboam', template: '%s · Jeroboam' },
  description: 'Container clusters as a resource of your cloud.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f7f8' },
    { media: '(prefers-color-scheme: dark)', color: '#0e0e11' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request here makes every page dynamic, which the per-request nonce needs.
  const nonce = (await headers()).get('x-nonce') ?? '';
  const theme = toTheme((await cookies()).get(themeCookieName)?.value);
  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} suppressHydrationWarning>
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
