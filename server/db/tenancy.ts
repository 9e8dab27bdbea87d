import type { Prisma, PrismaClient } from './generated/client.ts';

/**
 * Whose a model is. `tenant`: every row is one workspace's. `shared`: `workspaceId` may be null (the provider's own rows).
 * `global`: not a workspace's; within a workspace only what `readableGlobals` names can be read.
 * A model that is missing here does not compile, and one that Prisma knows and this table does not throws.
 */
export const tenancy = {
  Acceptance: 'tenant',
  AddressState: 'tenant',
  Attribute: 'tenant',
  AuditEntry: 'shared',
  BulkAction: 'tenant',
  Campaign: 'tenant',
  CampaignBody: 'tenant',
  CampaignFile: 'tenant',
  CampaignLink: 'tenant',
  CampaignReview: 'tenant',
  CampaignStep: 'tenant',
  CampaignVersion: 'tenant',
  Contact: 'tenant',
  ContactBefore: 'tenant',
  ContactChange: 'tenant',
  ContactExport: 'tenant',
  ContactMerge: 'tenant',
  Enquiry: 'global',
  Entitlement: 'tenant',
  Evidence: 'tenant',
  Form: 'tenant',
  FormVersion: 'tenant',
  Forward: 'tenant',
  ForwardRefusal: 'global',
  Group: 'tenant',
  GroupMember: 'tenant',
  HealthSample: 'global',
  Image: 'tenant',
  Import: 'tenant',
  Invitation: 'tenant',
  KeptSum: 'tenant',
  LegalText: 'global',
  Marketplace: 'global',
  Membership: 'tenant',
  MisuseReport: 'tenant',
  ParticularsFlag: 'tenant',
  ParticularsVersion: 'tenant',
  PersonLink: 'global',
  PersonSetting: 'global',
  ProcessHeartbeat: 'global',
  ProviderConsent: 'tenant',
  ProviderSetting: 'global',
  Purchase: 'shared',
  PurchaseRequest: 'global',
  RecoveryCode: 'global',
  SavedFilter: 'tenant',
  SavedTemplate: 'tenant',
  SecondFactor: 'global',
  SendingDomain: 'tenant',
  Session: 'global',
  SignInAttempt: 'global',
  SignInTicket: 'global',
  SignUp: 'tenant',
  StaffAccess: 'tenant',
  StaffMembership: 'global',
  Subscription: 'tenant',
  SystemMail: 'shared',
  Topic: 'tenant',
  UsedPassword: 'global',
  User: 'global',
  Workspace: 'global',
  WorkspaceHealth: 'tenant',
} as const satisfies Record<Prisma.ModelName, 'tenant' | 'shared' | 'global'>;

/** Globals that a workspace's client may read, and how they are narrowed. */
const readableGlobals: Record<string, (workspaceId: string) => Record<string, unknown>> = {
  Workspace: (workspaceId) => ({ id: workspaceId }),
  ProviderSetting: () => ({}),
};

/** Programming errors: a query that the tenancy rules refuse. Never shown to anybody. */
export class TenancyViolation extends Error {}

type Field = { name: string; kind: string; type: string };
type DataModel = { models: Record<string, { fields: Field[] }> };

/** Prisma's own description of the schema, the same that it validates queries with. */
export function dataModelOf(client: PrismaClient): DataModel {
  const model = Reflect.get(client, '_runtimeDataModel') as DataModel | undefined;
  if (!model) throw new TenancyViolation('this version of Prisma keeps its data model elsewhere');
  return model;
}

const READS = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);
const CREATES = new Set(['create', 'createMany', 'createManyAndReturn']);

type Args = Record<string, unknown>;
const isRecord = (value: unknown): value is Args =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function relationsOf(model: string, data: DataModel): Field[] {
  return data.models[model]?.fields.filter((field) => field.kind === 'object') ?? [];
}

/** Refuses data that names another workspace, or that writes through a relation (Prisma's connect rewrites both columns of a composite key, so it would take the row over). */
function checkData(model: string, data: unknown, workspaceId: string, schema: DataModel): void {
  if (Array.isArray(data)) {
    for (const row of data) checkData(model, row, workspaceId, schema);
    return;
  }
  if (!isRecord(data)) return;
  const named = data.workspaceId;
  if (named !== undefined && named !== workspaceId)
    throw new TenancyViolation(`${model}: data names another workspace`);
  for (const relation of relationsOf(model, schema)) {
    if (data[relation.name] !== undefined) throw new TenancyViolation(`${model}.${relation.name}: nested write`);
  }
}

/** Refuses to follow a relation out of a global model into tenants' rows, at any depth. */
function checkSelection(model: string, args: unknown, schema: DataModel): void {
  if (!isRecord(args)) return;
  for (const key of ['include', 'select', 'where', 'orderBy'] as const) {
    const part = args[key];
    for (const one of Array.isArray(part) ? part : [part]) {
      if (!isRecord(one)) continue;
      for (const relation of relationsOf(model, schema)) {
        const inner = one[relation.name];
        if (inner === undefined || inner === false) continue;
        const owner = tenancy[model as Prisma.ModelName];
        const target = tenancy[relation.type as Prisma.ModelName];
        if (owner === 'global' && target !== 'global') {
          throw new TenancyViolation(`${model}.${relation.name}: a global row leads to tenants' rows`);
        }
        checkSelection(relation.type, inner, schema);
      }
    }
  }
}

/** The arguments with the workspace put in, or a throw. Pure; the extension in client.ts calls it for every operation. */
export function scopeArguments(
  model: string,
  operation: string,
  args: Args,
  workspaceId: string,
  schema: DataModel,
): Args {
  const kind = tenancy[model as Prisma.ModelName] as string | undefined;
  if (!kind) throw new TenancyViolation(`${model} is not classified in server/db/tenancy.ts`);
  checkSelection(model, args, schema);
  if (kind === 'global') {
    const narrow = readableGlobals[model];
    const allowed = READS.has(operation) || (model === 'Workspace' && operation === 'update');
    if (!narrow || !allowed) throw new TenancyViolation(`${model}.${operation}: not within a workspace`);
    if (operation === 'update') checkData(model, args.data, workspaceId, schema);
    return { ...args, where: { ...(args.where as Args | undefined), AND: [narrow(workspaceId)] } };
  }
  for (const key of ['data', 'create', 'update'] as const) checkData(model, args[key], workspaceId, schema);
  if (CREATES.has(operation)) {
    const rows = args.data;
    const data = Array.isArray(rows)
      ? rows.map((row: Args) => ({ ...row, workspaceId }))
      : { ...(rows as Args), workspaceId };
    return { ...args, data };
  }
  const given = args.where as Args | undefined;
  const and = given?.AND === undefined ? [] : Array.isArray(given.AND) ? given.AND : [given.AND];
  const scoped: Args = { ...args, where: { ...given, AND: [...and, { workspaceId }] } };
  if (operation === 'upsert') scoped.create = { ...(args.create as Args), workspaceId };
  return scoped;
}

/** The arguments of a unique read as those of a first row: `{ workspaceId_id: { workspaceId, id } }` becomes `{ workspaceId, id }`. */
export function uniqueAsFilter(model: string, args: Args, schema: DataModel): Args {
  const fields = new Set(schema.models[model]?.fields.map((field) => field.name));
  const where = Object.entries((args.where ?? {}) as Args).map(([key, value]) =>
    fields.has(key) || key === 'AND' || key === 'OR' || key === 'NOT' ? { [key]: value } : (value as Args),
  );
  return { ...args, where: Object.assign({}, ...where) };
}
