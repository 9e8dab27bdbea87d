export { readReport } from './campaign-report.ts';
export { keepReportSums } from './keep-report-sums.ts';
export { openLinkMap } from './link-map.ts';
export { reportFile } from './report-file.ts';
export { reportJobs } from './reports.job.ts';
export { reportFileQuery } from './schemas.ts';
