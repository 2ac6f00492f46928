// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // No page is kept: each is of one user and of now.
  cacheMaxMemorySize: 0,
  reactStrictMode: true,
  devIndicators: false,
  // The launcher and the reconciler run the same sources under Node, which wants the `.ts` endings.
  serverExternalPackages: ['pg', 'pino', '@prisma/client', '@prisma/adapter-pg', 'node-forge', 'js-yaml'],
  outputFileTracingRoot: import.meta.dirname,
};

export default config;
