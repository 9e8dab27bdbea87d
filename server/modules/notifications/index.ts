export { queueSystemMail, retrySystemMail } from './queue-system-mail.ts';
export { idOfToken, signedLink } from './signed-links.ts';
export { notificationsJobs } from './system-mail.job.ts';
