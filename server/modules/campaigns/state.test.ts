import { describe, expect, it } from 'vitest';
import { CampaignState } from '#server/db/generated/enums.ts';
import { campaignSteps, isEditable, isLast, mayMove } from './state.ts';

const states = Object.values(CampaignState);

describe('the steps of a campaign', () => {
  const way: [CampaignState, CampaignState][] = [
    ['draft', 'in_review'],
    ['in_review', 'scheduled'],
    ['draft', 'scheduled'],
    ['scheduled', 'freezing'],
    ['freezing', 'sending'],
    ['sending', 'suspended'],
    ['suspended', 'sending'],
    ['sending', 'finished'],
    ['finished', 'closed'],
    ['scheduled', 'draft'],
    ['scheduled', 'in_review'],
    ['overdue', 'in_review'],
    ['scheduled', 'overdue'],
    ['overdue', 'scheduled'],
    ['freezing', 'overdue'],
    ['in_review', 'draft'],
    ['suspended', 'cancelled'],
  ];
  it.each(way)('lead from %s to %s', (from, to) => expect(mayMove(from, to)).toBe(true));

  const refused: [CampaignState, CampaignState][] = [
    ['draft', 'sending'],
    ['sending', 'draft'],
    ['sending', 'scheduled'],
    ['sending', 'freezing'],
    ['suspended', 'finished'],
    ['finished', 'sending'],
    ['finished', 'cancelled'],
    ['closed', 'finished'],
    ['cancelled', 'draft'],
    ['cancelled', 'sending'],
    ['overdue', 'sending'],
  ];
  it.each(refused)('never lead from %s to %s', (from, to) => expect(mayMove(from, to)).toBe(false));

  it('can be cancelled from anywhere before it finished', () => {
    const open = states.filter((state) => !['finished', 'closed', 'cancelled'].includes(state));
    expect(open.filter((state) => !mayMove(state, 'cancelled'))).toEqual([]);
  });

  it('never stay where they are', () => {
    expect(states.filter((state) => mayMove(state, state))).toEqual([]);
  });

  it('reach every state from a draft', () => {
    const reached = new Set<CampaignState>(['draft']);
    for (const state of reached) for (const next of campaignSteps[state]) reached.add(next);
    expect([...reached].sort()).toEqual([...states].sort());
  });

  it('end in closed and cancelled alone', () => {
    expect(states.filter(isLast).sort()).toEqual(['cancelled', 'closed']);
  });

  it('let only a draft and what is in review be edited', () => {
    expect(states.filter(isEditable).sort()).toEqual(['draft', 'in_review']);
  });
});
