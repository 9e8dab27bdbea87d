import { ensureClient } from './freshness.ts';

ensureClient();
