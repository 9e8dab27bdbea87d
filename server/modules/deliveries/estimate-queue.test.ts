import { describe, expect, it } from 'vitest';
import { estimateQueue } from './estimate-queue.ts';

const now = new Date('2026-11-22T09:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const sending = (id: string, left: number, perSecond = 0) => ({ id, state: 'sending' as const, left, perSecond });

describe('the estimate of a queue', () => {
  it('puts one campaign after the other at the rate of now', () => {
    const found = estimateQueue([sending('a', 1000, 100), sending('b', 500)], now);
    expect(found.get('a')).toEqual({ startsAt: now, endsAt: at(10) });
    expect(found.get('b')).toEqual({ startsAt: at(10), endsAt: at(15) });
  });

  it('passes over what is suspended', () => {
    const held = { ...sending('a', 1000), state: 'suspended' as const };
    const found = estimateQueue([held, sending('b', 500, 50)], now);
    expect(found.has('a')).toBe(false);
    expect(found.get('b')).toEqual({ startsAt: now, endsAt: at(10) });
  });

  it('says nothing while nothing moves', () => {
    const found = estimateQueue([sending('a', 1000), sending('b', 500)], now);
    expect(found.get('a')).toEqual({ startsAt: now, endsAt: null });
    expect(found.get('b')).toEqual({ startsAt: null, endsAt: null });
  });

  it('ends nothing behind a campaign that is not counted yet', () => {
    const found = estimateQueue([{ ...sending('a', 0, 40), state: 'freezing' }, sending('b', 500, 5)], now);
    expect(found.get('b')).toEqual({ startsAt: null, endsAt: null });
  });

  it('lets the next begin at once when the first only waits to try again', () => {
    const found = estimateQueue([sending('a', 0), sending('b', 90, 9)], now);
    expect(found.get('a')?.endsAt).toBeNull();
    expect(found.get('b')).toEqual({ startsAt: now, endsAt: at(10) });
  });
});
