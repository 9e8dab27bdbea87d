/** Ids of the workspace attacked, as the HTTP test knows them. */
export type RouteTarget = {
  slug: string;
  campaignId: string;
  contactId: string;
  importId: string;
  exportId: string;
  formId: string;
};
export type HttpAttack = {
  method: 'GET' | 'POST';
  /** Called with the attacked workspace's slug and ids by a person signed in to another workspace. */
  path: (target: RouteTarget) => string;
  body?: 'file';
  /** What the answer may be; none may hold the attacked workspace's marker. */
  status: number[];
};
/** How the address is kept from showing one tenant's things to another. */
export type RouteEntry = { attacks: [HttpAttack, ...HttpAttack[]] } | { holdsNoTenantData: string };

const get = (path: HttpAttack['path'], status = [404]): HttpAttack => ({ method: 'GET', path, status });
const upload = (path: HttpAttack['path']): HttpAttack => ({ method: 'POST', path, body: 'file', status: [404] });
const attacked = (...attacks: [HttpAttack, ...HttpAttack[]]): RouteEntry => ({ attacks });
const none = (holdsNoTenantData: string): RouteEntry => ({ holdsNoTenantData });
const page = (path: (target: RouteTarget) => string): RouteEntry =>
  attacked(
    get((target) => `/w/${target.slug}${path(target)}`),
    // The attacker's own workspace with the other's ids: `:own` is replaced by the attacker's slug.
    get((target) => `/w/:own${path(target)}`, [200, 307, 404]),
  );
const signedToken = 'reached by a signed token alone; tokens of one message say nothing of another (tracking’s tests)';

/**
 * Every route handler and portal page by its file below app/. tests/tenancy/routes.test.ts fails on a file without an entry;
 * e2e/tenancy.spec.ts makes the attacks over HTTP.
 */
export const routes: Record<string, RouteEntry> = {
  'api/auth/[...nextauth]/route.ts': none('the person’s own session'),
  'api/console-auth/[...nextauth]/route.ts': none('the person’s own session, of the console'),
  'api/admin/audit/route.ts': none('the console’s: no portal session opens it'),
  'api/trpc/[trpc]/route.ts': none('its procedures are attacked one by one in attack.db.test.ts'),
  'api/purchases/route.ts': none('signed by a marketplace, which is told of its own purchases alone'),
  'api/purchases/[id]/route.ts': none('signed by a marketplace, which is told of its own purchases alone'),
  'api/purchases/[id]/payment/route.ts': none('signed by a marketplace, which is told of its own purchases alone'),
  'api/purchases/[id]/cancel/route.ts': none('signed by a marketplace, which is told of its own purchases alone'),
  'api/background/send/route.ts': none('does the platform’s work behind the scheduler’s secret and answers counts'),
  'api/background/tick/route.ts': none('does the platform’s work behind the scheduler’s secret and answers counts'),
  'api/w/[workspace]/images/route.ts': attacked(upload(({ slug }) => `/api/w/${slug}/images`)),
  'api/w/[workspace]/campaigns/[id]/files/route.ts': attacked(
    upload(({ slug, campaignId }) => `/api/w/${slug}/campaigns/${campaignId}/files`),
    upload(({ campaignId }) => `/api/w/:own/campaigns/${campaignId}/files`),
  ),
  'api/w/[workspace]/imports/route.ts': attacked(upload(({ slug }) => `/api/w/${slug}/imports`)),
  'api/w/[workspace]/imports/[id]/rejected/route.ts': attacked(
    get(({ slug, importId }) => `/api/w/${slug}/imports/${importId}/rejected`),
    get(({ importId }) => `/api/w/:own/imports/${importId}/rejected`),
  ),
  'api/w/[workspace]/exports/[id]/file/route.ts': attacked(
    get(({ slug, exportId }) => `/api/w/${slug}/exports/${exportId}/file`),
    get(({ exportId }) => `/api/w/:own/exports/${exportId}/file`),
  ),
  'api/w/[workspace]/campaigns/[id]/report/route.ts': attacked(
    get(({ slug, campaignId }) => `/api/w/${slug}/campaigns/${campaignId}/report`),
    get(({ campaignId }) => `/api/w/:own/campaigns/${campaignId}/report`),
  ),
  'content/link-map/[token]/route.ts': attacked(
    get(({ slug, campaignId }) => `/content/link-map/${slug}.${campaignId}.clicks.it.-.forged`),
  ),
  'content/dev-mail/[id]/route.ts': none('the local catcher’s, absent where none runs'),
  'dev/mail/[id]/eml/route.ts': none('the local catcher’s, absent where none runs'),
  'dev/mail/api/route.ts': none('the local catcher’s, absent where none runs'),
  'content/preview/[token]/route.ts': attacked(
    get(({ slug, campaignId }) => `/content/preview/${slug}.now.${campaignId}.-.forged`),
  ),
  'status/route.ts': none('how the service runs; knows no workspace at all'),
  'status.json/route.ts': none('how the service runs; knows no workspace at all'),
  'i/[hash]/route.ts': none('pictures that mails publish, found by their own hash'),
  't/o/[token]/route.ts': none(signedToken),
  't/c/[token]/route.ts': none(signedToken),
  't/f/[token]/route.ts': none(signedToken),
  'f/[...path]/route.ts': none('what its owner published for everybody; its links are reached by a signed token alone'),
  'embed/[file]/route.ts': none('what its owner published for everybody'),
  'u/[token]/route.ts': none(signedToken),
  'v/[token]/route.ts': none(signedToken),

  '(customer)/w/page.tsx': none('the person’s own workspaces'),
  '(customer)/w/[workspace]/page.tsx': page(() => ''),
  '(customer)/w/[workspace]/campaigns/page.tsx': page(() => '/campaigns'),
  '(customer)/w/[workspace]/campaigns/templates/page.tsx': page(() => '/campaigns/templates'),
  '(customer)/w/[workspace]/campaigns/[id]/page.tsx': page(({ campaignId }) => `/campaigns/${campaignId}`),
  '(customer)/w/[workspace]/campaigns/[id]/edit/page.tsx': page(({ campaignId }) => `/campaigns/${campaignId}/edit`),
  '(customer)/w/[workspace]/campaigns/[id]/review/page.tsx': page(
    ({ campaignId }) => `/campaigns/${campaignId}/review`,
  ),
  '(customer)/w/[workspace]/campaigns/[id]/report/print/page.tsx': page(
    ({ campaignId }) => `/campaigns/${campaignId}/report/print`,
  ),
  '(customer)/w/[workspace]/campaigns/[id]/report/page.tsx': page(
    ({ campaignId }) => `/campaigns/${campaignId}/report`,
  ),
  '(customer)/w/[workspace]/contacts/page.tsx': page(() => '/contacts'),
  '(customer)/w/[workspace]/contacts/[id]/page.tsx': page(({ contactId }) => `/contacts/${contactId}`),
  '(customer)/w/[workspace]/contacts/files/page.tsx': page(() => '/contacts/files'),
  '(customer)/w/[workspace]/contacts/actions/page.tsx': page(() => '/contacts/actions'),
  '(customer)/w/[workspace]/contacts/duplicates/page.tsx': page(() => '/contacts/duplicates'),
  '(customer)/w/[workspace]/contacts/import/page.tsx': page(() => '/contacts/import'),
  '(customer)/w/[workspace]/contacts/import/[id]/page.tsx': page(({ importId }) => `/contacts/import/${importId}`),
  '(customer)/w/[workspace]/forms/page.tsx': page(() => '/forms'),
  '(customer)/w/[workspace]/forms/[id]/page.tsx': page(({ formId }) => `/forms/${formId}`),
  '(customer)/w/[workspace]/forms/[id]/edit/page.tsx': page(({ formId }) => `/forms/${formId}/edit`),
  '(customer)/w/[workspace]/forms/[id]/publish/page.tsx': page(({ formId }) => `/forms/${formId}/publish`),
  '(customer)/w/[workspace]/groups/page.tsx': page(() => '/groups'),
  '(customer)/w/[workspace]/groups/attributes/page.tsx': page(() => '/groups/attributes'),
  '(customer)/w/[workspace]/queue/page.tsx': page(() => '/queue'),
  '(customer)/w/[workspace]/settings/page.tsx': page(() => '/settings'),
  '(customer)/w/[workspace]/settings/general/page.tsx': page(() => '/settings/general'),
  '(customer)/w/[workspace]/settings/access/page.tsx': page(() => '/settings/access'),
  '(customer)/w/[workspace]/settings/audit/page.tsx': page(() => '/settings/audit'),
  '(customer)/w/[workspace]/settings/consents/page.tsx': page(() => '/settings/consents'),
  '(customer)/w/[workspace]/settings/domains/page.tsx': page(() => '/settings/domains'),
  '(customer)/w/[workspace]/settings/members/page.tsx': page(() => '/settings/members'),
  '(customer)/w/[workspace]/settings/particulars/page.tsx': page(() => '/settings/particulars'),
  '(customer)/w/[workspace]/settings/reports/page.tsx': page(() => '/settings/reports'),
  '(customer)/w/[workspace]/settings/password/page.tsx': page(() => '/settings/password'),
  '(customer)/w/[workspace]/settings/tracking/page.tsx': page(() => '/settings/tracking'),
};
