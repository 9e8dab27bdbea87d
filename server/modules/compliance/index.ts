export { answerReport, closeReport } from './answer-report.ts';
export { listAllReports } from './list-reports.ts';
