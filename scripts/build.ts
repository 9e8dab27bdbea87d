import { ensureBuild, ensureClient } from './freshness.ts';

ensureClient();
ensureBuild();
