export { campaignReport, readReport } from './campaign-report.ts';
export { verifyReport } from './verify-report.ts';
