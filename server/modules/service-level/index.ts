export { serviceLevelJobs } from './service-level.job.ts';
export { keepStatus, keptStatus, readStatus } from './status-snapshot.ts';
export { watchHealth } from './watch-health.ts';
