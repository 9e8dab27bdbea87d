import QRCode from 'qrcode';
import { inTransaction } from '#server/db/client.ts';
import type { User } from '#server/db/generated/client.ts';
import type { SystemCtx, WideCtx, WorkspaceFacts } from '#server/lib/context.ts';
import { InvalidInput, InvalidState } from '#server/lib/errors.ts';
import { open, seal } from '#server/lib/secret-box.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { recentProviderSettings } from '../workspaces/index.ts';
import { actingPerson, confirmActingPerson } from './acting-person.ts';
import { mailPerson } from './person-mail.ts';
import {
  hashRecoveryCode,
  newRecoveryCodes,
  newSecret,
  otpauthUri,
  readRecoveryCode,
  stepOfCode,
} from './second-factor-code.ts';

/** The square code as its rows of dark (1) and light (0) modules; the browser draws it. */
export type SecondFactorOffer = { secret: string; uri: string; square: string[] };

/** Makes a secret for the acting person's app, worth nothing until a first code confirms it. Asks for the password. */
export async function startSecondFactor(ctx: SystemCtx, input: { password: string }): Promise<SecondFactorOffer> {
  const user = await confirmActingPerson(ctx, input.password, 'password');
  const secret = newSecret();
  const data = { secret: seal(secret, user.id), createdAt: ctx.now(), confirmedAt: null, lastStep: null };
  await inTransaction(ctx, async (tx) => {
    const present = await tx.db.secondFactor.findUnique({ where: { userId: user.id } });
    if (present?.confirmedAt) throw new InvalidState({ reason: 'second-factor-on' });
    await tx.db.secondFactor.upsert({
      where: { userId: user.id },
      create: { userId: user.id, ...data },
      update: data,
    });
  });
  const uri = otpauthUri(secret, (await recentProviderSettings())['provider.name'], user.username);
  const { size, data: modules } = QRCode.create(uri, { errorCorrectionLevel: 'M' }).modules;
  const square = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => (modules[y * size + x] ? '1' : '0')).join(''),
  );
  return { secret, uri, square };
}

async function replaceRecoveryCodes(tx: WideCtx, userId: string): Promise<string[]> {
  const codes = newRecoveryCodes();
  const id = () => uuid7(tx.now().getTime());
  await tx.db.recoveryCode.deleteMany({ where: { userId } });
  await tx.db.recoveryCode.createMany({
    data: codes.map((code) => ({ id: id(), userId, codeHash: hashRecoveryCode(userId, code) })),
  });
  return codes;
}

const subject = (user: User) => ({ kind: 'person', id: user.id, name: user.name });

/** Turns the second factor on with a first code. Answers the recovery codes, which nobody ever sees again. */
export async function confirmSecondFactor(ctx: SystemCtx, input: { code: string }): Promise<{ codes: string[] }> {
  const user = await actingPerson(ctx);
  return inTransaction(ctx, async (tx) => {
    const factor = await tx.db.secondFactor.findUnique({ where: { userId: user.id } });
    if (!factor || factor.confirmedAt) throw new InvalidState({ reason: 'second-factor-not-offered' });
    const step = stepOfCode(open(factor.secret, user.id), input.code.replaceAll(/\s/g, ''), tx.now(), null);
    if (step === undefined) throw new InvalidInput({ field: 'code', reason: 'code-wrong' });
    const { count } = await tx.db.secondFactor.updateMany({
      where: { userId: user.id, confirmedAt: null },
      data: { confirmedAt: tx.now(), lastStep: step },
    });
    if (count !== 1) throw new InvalidState({ reason: 'second-factor-not-offered' });
    await audit(tx, { action: 'identity.add-second-factor', subject: subject(user) });
    await mailPerson(tx, user, 'second-factor', { event: 'added', by: '', workspace: '' });
    return { codes: await replaceRecoveryCodes(tx, user.id) };
  });
}

/** What a code turned out to be: the app's, or a recovery code, with how many of those are left. */
export type AcceptedCode = { kind: 'app' } | { kind: 'recovery'; left: number };

/** Takes a person's code, once. Undefined for a wrong or used one, and for whoever has no second factor. */
export async function takeCode(ctx: WideCtx, userId: string, typed: string): Promise<AcceptedCode | undefined> {
  const factor = await ctx.db.secondFactor.findUnique({ where: { userId } });
  if (!factor?.confirmedAt) return undefined;
  const recovery = readRecoveryCode(typed);
  if (recovery) {
    const { count } = await ctx.db.recoveryCode.updateMany({
      where: { userId, codeHash: hashRecoveryCode(userId, recovery), usedAt: null },
      data: { usedAt: ctx.now() },
    });
    if (count !== 1) return undefined;
    return { kind: 'recovery', left: await ctx.db.recoveryCode.count({ where: { userId, usedAt: null } }) };
  }
  const code = typed.replaceAll(/\s/g, '');
  const step = stepOfCode(open(factor.secret, userId), code, ctx.now(), factor.lastStep);
  if (step === undefined) return undefined;
  // Two requests with the same code: the condition lets one of them through.
  const { count } = await ctx.db.secondFactor.updateMany({
    where: { userId, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: { lastStep: step },
  });
  return count === 1 ? { kind: 'app' } : undefined;
}

/** Ten fresh recovery codes in place of the old ones. Asks for the password. */
export async function renewRecoveryCodes(ctx: SystemCtx, input: { password: string }): Promise<{ codes: string[] }> {
  const user = await confirmActingPerson(ctx, input.password, 'password');
  return inTransaction(ctx, async (tx) => {
    const on = await tx.db.secondFactor.count({ where: { userId: user.id, confirmedAt: { not: null } } });
    if (on === 0) throw new InvalidState({ reason: 'second-factor-off' });
    await audit(tx, { action: 'identity.renew-recovery-codes', subject: subject(user) });
    return { codes: await replaceRecoveryCodes(tx, user.id) };
  });
}

type Removal = { event: 'removed' | 'reset' } | { event: 'resetByOwner'; by: string; workspace: string };

async function removeFactor(tx: WideCtx, user: User, removal: Removal): Promise<void> {
  const { count } = await tx.db.secondFactor.deleteMany({ where: { userId: user.id } });
  if (count !== 1) throw new InvalidState({ reason: 'second-factor-off' });
  await tx.db.recoveryCode.deleteMany({ where: { userId: user.id } });
  await mailPerson(tx, user, 'second-factor', { by: '', workspace: '', ...removal });
}

/** Turns the acting person's second factor off. Asks for the password and a code. */
export async function endSecondFactor(ctx: SystemCtx, input: { password: string; code: string }): Promise<void> {
  const user = await confirmActingPerson(ctx, input.password, 'password');
  const on = await ctx.db.secondFactor.count({ where: { userId: user.id, confirmedAt: { not: null } } });
  if (on === 0) throw new InvalidState({ reason: 'second-factor-off' });
  // Not within the transaction: a code that was right is used, whatever comes after.
  if (!(await takeCode(ctx, user.id, input.code))) throw new InvalidInput({ field: 'code', reason: 'code-wrong' });
  await inTransaction(ctx, async (tx) => {
    await removeFactor(tx, user, { event: 'removed' });
    await audit(tx, { action: 'identity.end-second-factor', subject: subject(user) });
  });
}

/**
 * Help for whoever has lost telephone and codes: the provider's, or the owner's of the workspace that is named, where it is then
 * on record. The person is told by mail who did it.
 */
export async function resetSecondFactor(ctx: WideCtx, user: User, workspace?: WorkspaceFacts): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const removal = { event: 'resetByOwner', by: tx.actor.name, workspace: workspace?.name ?? '' } as const;
    await removeFactor(tx, user, workspace ? removal : { event: 'reset' });
    await audit(tx, {
      action: 'identity.reset-second-factor',
      subject: subject(user),
      ...(workspace && { workspaceId: workspace.id }),
    });
  });
}
