export { backofficeJobs } from './backoffice.job.ts';
export { listCustomers } from './customers.ts';
export { auditCsv } from './export-audit.ts';
