export { listAudit } from './list-audit.ts';
export { type AuditInput, audit } from './record.ts';
