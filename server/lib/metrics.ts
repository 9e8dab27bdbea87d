import { collectDefaultMetrics, Registry } from 'prom-client';

/** This process's metrics, in Prometheus' text format at /metrics. Engines add theirs to it. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics, prefix: 'postino_' });
