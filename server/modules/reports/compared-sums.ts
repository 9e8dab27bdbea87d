import type { ComparedSums, Interval, ReportSums } from './schemas.ts';

/** What of a report is put beside others'. */
export function comparedSums(sums: ReportSums): ComparedSums {
  const { states, audience } = sums;
  return {
    aimed: audience - states.skipped - states.cancelled,
    reached: sums.reached,
    failed: states.bounced + states.failed + states.expired,
    opensTracked: sums.opensTracked.individual,
    clicksTracked: sums.clicksTracked.individual,
    opened: sums.opens.people,
    clicked: sums.clicks.people,
    unsubscribed: sums.unsubscribed,
    complaints: sums.complaints,
    forwards: sums.forwards.sent,
  };
}

const addIntervals = (one: Interval, two: Interval): Interval => ({
  likely: one.likely + two.likely,
  possible: one.possible + two.possible,
});

/** Campaigns added up, so that each recipient weighs the same: a mean of percentages would let a test to ten people weigh as much as a mailing to all. */
export function addUp(all: readonly ComparedSums[]): ComparedSums {
  const none: ComparedSums = {
    aimed: 0,
    reached: 0,
    failed: 0,
    opensTracked: 0,
    clicksTracked: 0,
    opened: { likely: 0, possible: 0 },
    clicked: { likely: 0, possible: 0 },
    unsubscribed: 0,
    complaints: 0,
    forwards: 0,
  };
  return all.reduce(
    (sum, one) => ({
      aimed: sum.aimed + one.aimed,
      reached: sum.reached + one.reached,
      failed: sum.failed + one.failed,
      opensTracked: sum.opensTracked + one.opensTracked,
      clicksTracked: sum.clicksTracked + one.clicksTracked,
      opened: addIntervals(sum.opened, one.opened),
      clicked: addIntervals(sum.clicked, one.clicked),
      unsubscribed: sum.unsubscribed + one.unsubscribed,
      complaints: sum.complaints + one.complaints,
      forwards: sum.forwards + one.forwards,
    }),
    none,
  );
}
