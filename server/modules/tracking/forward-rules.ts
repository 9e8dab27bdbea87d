/** What a message may be passed on under: all of it is the provider's to set. */
export type ForwardLimits = { perDelivery: number; perNetworkHour: number; perFriendDay: number; days: number };

/**
 * Whether a recipient may pass the message on. `gone`: there is no such message for them, or not any more. `closed`: too long
 * ago. `left`: they have unsubscribed, or may not be written to. `used-up`: as often as is allowed.
 */
export type ForwardState = 'open' | 'gone' | 'closed' | 'left' | 'used-up';

export function forwardState(input: {
  now: Date;
  received: boolean;
  workspaceActive: boolean;
  sentAt: Date | null;
  subscribed: boolean;
  used: number;
  limits: Pick<ForwardLimits, 'perDelivery' | 'days'>;
}): ForwardState {
  const { now, received, workspaceActive, sentAt, subscribed, used, limits } = input;
  if (!received || !workspaceActive || !sentAt) return 'gone';
  if (now.getTime() - sentAt.getTime() > limits.days * 86_400_000) return 'closed';
  if (!subscribed) return 'left';
  return used >= limits.perDelivery ? 'used-up' : 'open';
}

const LONGEST_NAME = 40;
const word = /^[\p{L}\p{M}][\p{L}\p{M}’'-]*\.?$/u;

/**
 * A recipient's name as a stranger may be shown it, or null. Whoever signs up writes their own name: an address, a telephone
 * number or a sentence in it would make of the forward a message that anybody may send to anybody.
 */
export function presentableName(firstName: string, lastName: string): string | null {
  const words = `${firstName} ${lastName}`.normalize('NFC').split(/\s+/).filter(Boolean);
  const name = words.join(' ');
  if (words.length === 0 || words.length > 4 || name.length > LONGEST_NAME) return null;
  return words.every((each) => word.test(each) && !/\.\p{L}/u.test(each)) ? name : null;
}
