export { cancelImport, planImport, startImport, startImportHere } from './change-import.ts';
export {
  type AudienceCount,
  type AudienceSelection,
  audienceOf,
  audienceSql,
  countAudience,
  type Eligibility,
  eligibilityOf,
} from './eligibility.sql.ts';
export { receiveImport } from './receive-import.ts';
export { runImport } from './run-import.ts';
