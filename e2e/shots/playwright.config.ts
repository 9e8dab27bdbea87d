import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** The same installation, for pictures instead of claims. */
export default defineConfig({ ...base, testDir: '.', testIgnore: [], outputDir: '../../test-results' });
