export { answerReport, closeReport } from './answer-report.ts';
export { listAllReports, waitingReports } from './list-reports.ts';
