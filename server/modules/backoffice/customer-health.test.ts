import { describe, expect, it } from 'vitest';
import { type HealthFacts, judgeHealth } from './customer-health.ts';

const well: HealthFacts = {
  state: 'active',
  sent: 1000,
  bounced: 0,
  complained: 0,
  overdue: 0,
  failedJobs: 0,
  unverifiedDomains: 0,
  openFlags: 0,
};
const limits = { leastMessages: 100, bounceWatch: 2, bounceBad: 5, complaintWatch: 0.1, complaintBad: 0.3 };
const judged = (over: Partial<HealthFacts>) => {
  const { level, reasons } = judgeHealth({ ...well, ...over }, limits);
  return [level, reasons.map((reason) => reason.kind)];
};

describe('a customer’s health', () => {
  it.each<[Partial<HealthFacts>, [number, string[]]]>([
    [{}, [0, []]],
    [{ bounced: 19 }, [0, []]],
    [{ bounced: 20 }, [1, ['bounces']]],
    [{ bounced: 50 }, [2, ['bounces']]],
    [{ complained: 1 }, [1, ['complaints']]],
    [{ complained: 3 }, [2, ['complaints']]],
    [{ sent: 99, bounced: 99, complained: 99 }, [0, []]],
    [{ sent: 0, bounced: 0 }, [0, []]],
    [{ state: 'suspended' }, [2, ['suspended']]],
    [
      { overdue: 1, failedJobs: 2, openFlags: 1, unverifiedDomains: 1 },
      [1, ['overdue', 'failed-jobs', 'flags', 'domains']],
    ],
    [{ overdue: 1, bounced: 60 }, [2, ['bounces', 'overdue']]],
    [{ bounced: 20, complained: 3 }, [2, ['complaints', 'bounces']]],
  ])('%j is %j', (over, expected) => {
    expect(judged(over)).toEqual(expected);
  });
});
