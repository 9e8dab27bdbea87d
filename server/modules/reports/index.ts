export { readReport } from './campaign-report.ts';
