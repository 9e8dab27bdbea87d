import type { User } from '#server/db/generated/client.ts';
import type { WideCtx } from '#server/lib/context.ts';
import { networkOf } from '#server/lib/network.ts';
import { describeAgent } from '#shared/user-agent.ts';
import { mailPerson } from './person-mail.ts';
import { newStationMailSetting } from './schemas.ts';

/** So many of the last sessions are remembered by their station. */
const REMEMBERED = 200;

type Station = { address: string; agent: string };
const stationKey = ({ address, agent }: Station) =>
  [networkOf(address), ...Object.values(describeAgent(agent))].join('|');

/** Whether somebody with these earlier sessions is at a station of theirs. The very first one is nobody's surprise. */
export function isNewStation(earlier: Station[], station: Station): boolean {
  return earlier.length > 0 && !earlier.some((one) => stationKey(one) === stationKey(station));
}

/** Tells a person by mail that they signed in from where they never did, unless they don't want it. */
export async function tellNewStation(tx: WideCtx, user: User, station: Station): Promise<void> {
  const wanted = await tx.db.personSetting.findUnique({
    where: { userId_key: { userId: user.id, key: newStationMailSetting } },
  });
  if (wanted?.value === false) return;
  const earlier = await tx.db.session.findMany({
    where: { userId: user.id },
    orderBy: { id: 'desc' },
    select: { address: true, agent: true },
    take: REMEMBERED,
  });
  if (isNewStation(earlier, station)) await mailPerson(tx, user, 'new-station', {}, station);
}
