/**
 * The arrows of docs/architecture.md. Each rule says why; scripts/boundaries.mjs fails a run that saw no modules, and
 * tests/boundaries.test.ts shows each rule fail.
 */
const modules = '^server/modules/([^/]+)/';
const engines = '^server/(trpc|auth|mail|imap|jobs|db)/';
const foundations = '^server/(lib|config)/';

/** From the lowest up: a module may use the doors of those before it. Those of one line stand beside each other. */
const layers = [
  ['audit'],
  ['workspaces'],
  ['notifications'],
  ['identity'],
  ['contacts'],
  ['forms'],
  ['domains'],
  ['campaigns'],
  ['deliveries'],
  ['tracking'],
  ['reports'],
  ['monitoring', 'mailboxes', 'webmail', 'migrations', 'relay'],
  ['billing', 'support', 'service-level', 'compliance', 'automation', 'backup', 'help'],
  ['backoffice'],
];

const test = '\\.test\\.tsx?$';
const downwards = layers.flatMap((names, level) => {
  const above = layers.slice(level + 1).flat();
  if (above.length === 0) return [];
  return [
    {
      name: `downwards-${names[0]}`,
      comment: 'Modules import only downwards: what crosses upwards goes through a job or an event.',
      severity: 'error',
      from: { path: `^server/modules/(${names.join('|')})/`, pathNot: test },
      to: { path: `^server/modules/(${above.join('|')})/` },
    },
  ];
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle can only be understood whole.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'module-door',
      comment:
        "A module's door is index.ts; the rest may change without anybody's leave. Its router, jobs, schemas and values are doors for the composition.",
      severity: 'error',
      from: { path: modules, pathNot: test },
      to: {
        path: '^server/modules/([^/]+)/(?!index\\.ts$|schemas\\.ts$|values\\.ts$)',
        pathNot: '^server/modules/$1/',
      },
    },
    {
      name: 'module-door-from-outside',
      comment: 'Entries compose modules by door, router and jobs; nothing else reaches inside.',
      severity: 'error',
      from: { path: '^(app|server)/', pathNot: `${modules}|${test}` },
      to: {
        path: '^server/modules/([^/]+)/(?!index\\.ts$|schemas\\.ts$|values\\.ts$|router\\.ts$|jobs\\.ts$|[^/]+\\.job\\.ts$)',
      },
    },
    ...downwards,
    {
      name: 'engines-know-no-module',
      comment: 'Engines are handed what they need of the modules, so that they can be read and tested alone.',
      severity: 'error',
      from: { path: engines, pathNot: test },
      to: { path: '^server/modules/' },
    },
    {
      name: 'foundations-at-the-bottom',
      comment:
        'lib and config stand under everything; the database is the one engine that a limiter and a heartbeat may use.',
      severity: 'error',
      from: { path: foundations, pathNot: test },
      to: { path: '^server/(modules|trpc|auth|mail|imap|jobs|http)/' },
    },
    {
      name: 'config-imports-nothing',
      comment: 'The environment is read before anything else exists.',
      severity: 'error',
      from: { path: '^server/config/', pathNot: test },
      to: { path: '^server/(?!config/)' },
    },
    {
      name: 'raw-sql-has-one-door',
      comment: 'What the tenancy extension cannot see is found by its file name: *.sql.ts.',
      severity: 'error',
      from: { pathNot: `\\.sql\\.ts$|^server/db/|${test}|^tests/|^bench/|^e2e/` },
      to: { path: '^server/db/sql\\.ts$' },
    },
    {
      name: 'database-client-has-one-door',
      comment: 'Verbs get their database in ctx; only db, jobs, contexts and the entries open one.',
      severity: 'error',
      from: { path: '^(app|components|shared)/' },
      to: { path: '^server/db/|@prisma|^node_modules/pg/' },
    },
    {
      name: 'components-see-schemas-only',
      comment: 'The browser sees only schemas.ts, values.ts and shared/; types of the router are erased.',
      severity: 'error',
      from: { path: '^components/', pathNot: test },
      to: { path: '^server/(?!modules/[^/]+/(schemas|values)\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components-do-not-import-app',
      comment: 'app → components → shared.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ runs in browser, server and edge alike.',
      severity: 'error',
      from: { path: '^shared/', pathNot: test },
      to: { path: '^(app|components|server)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'schemas-are-safe-for-the-browser',
      comment: 'schemas.ts is bundled for the browser: zod and shared/ only.',
      severity: 'error',
      from: { path: '^server/modules/[^/]+/schemas\\.ts$' },
      to: {
        path: '^(server/(?!modules/[^/]+/(schemas|values)\\.ts$)|app/|components/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'values-are-plain',
      comment: 'values.ts is what a page may import without loading zod: constants and pure functions over shared/.',
      severity: 'error',
      from: { path: '^server/modules/[^/]+/values\\.ts$' },
      to: {
        path: '^(server/(?!modules/[^/]+/values\\.ts$)|app/|components/|node_modules/|shared/(paging|document/(schema|parse-document))\\.ts$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'vendor-behind-adapter',
      comment: 'A vendor SDK stands behind one adapter.',
      severity: 'error',
      from: { pathNot: `^server/(mail|lib|imap|auth|jobs|db)/|^prisma/|^tests/|^e2e/|^bench/|${test}` },
      to: { path: '^node_modules/(resend|nodemailer|smtp-server|flydrive|imapflow|pg-boss|acme-client)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|server/db/generated' },
    exclude: { path: '\\.next|server/db/generated' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
