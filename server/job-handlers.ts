import type { JobHandler } from './jobs/define.ts';

/** Every module's job handlers, for the worker and for the background routes. */
export const jobHandlers: JobHandler[] = [];
