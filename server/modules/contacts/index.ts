export {
  type AudienceCount,
  type AudienceSelection,
  audienceOf,
  audienceSql,
  countAudience,
  type Eligibility,
  eligibilityOf,
} from './eligibility.sql.ts';
