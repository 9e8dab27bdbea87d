import { ensureBuild, ensureClient } from './freshness.ts';
import { ensureWidget } from './widget.ts';

ensureClient();
await ensureWidget();
ensureBuild();
