// Runs dependency-cruiser over the sources and fails on a forbidden arrow, or when it saw no modules at all (which is what
// a TypeScript it can't read looks like).
import { execFileSync } from 'node:child_process';

const folders = ['app', 'components', 'server', 'shared', 'prisma', 'scripts'];
const MINIMUM = 100;
let text;
try {
  text = execFileSync(
    'node_modules/.bin/depcruise',
    [...folders, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
} catch (error) {
  text = error.stdout;
}
const { summary } = JSON.parse(text);
if (summary.totalCruised < MINIMUM) {
  console.error(`boundaries: only ${summary.totalCruised} modules were seen; the check is not working`);
  process.exit(1);
}
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`boundaries: ${summary.totalCruised} modules, ${summary.violations.length} forbidden arrows`);
process.exit(summary.violations.length === 0 ? 0 : 1);
