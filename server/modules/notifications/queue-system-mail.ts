import { inTransaction } from '#server/db/client.ts';
import { enqueue } from '#server/jobs/define.ts';
import type { StaffCtx, WideCtx } from '#server/lib/context.ts';
import { InvalidState, NotFound } from '#server/lib/errors.ts';
import { uuid7 } from '#server/lib/uuid.ts';
import { audit } from '../audit/index.ts';
import { sendSystemMailJob } from './jobs.ts';
import { type SystemMailData, type SystemMailKind, systemMailData } from './schemas.ts';

type Request<K extends SystemMailKind> = {
  kind: K;
  to: string;
  language: string;
  data: SystemMailData<K>;
  workspaceId?: string;
};

/** Puts a system mail into the queue, in the context's transaction: rolled back, nobody is written to. Answers its id. */
export async function queueSystemMail<K extends SystemMailKind>(ctx: WideCtx, request: Request<K>): Promise<string> {
  return inTransaction(ctx, async (tx) => {
    const id = uuid7(tx.now().getTime());
    await tx.db.systemMail.create({
      data: {
        id,
        workspaceId: request.workspaceId ?? null,
        kind: request.kind,
        to: request.to,
        language: request.language,
        data: systemMailData[request.kind].parse(request.data),
        createdAt: tx.now(),
      },
    });
    await enqueue(tx, sendSystemMailJob, { systemMailId: id });
    return id;
  });
}

/** Sends a mail that failed once more. InvalidState when it was sent or is still being tried. */
export async function retrySystemMail(ctx: StaffCtx, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const mail = await tx.db.systemMail.findUnique({ where: { id } });
    if (!mail) throw new NotFound({ what: 'system-mail' });
    const { count } = await tx.db.systemMail.updateMany({
      where: { id, sentAt: null, failure: { not: null } },
      data: { failure: null },
    });
    if (count !== 1) throw new InvalidState({ reason: 'mail-not-failed' });
    await enqueue(tx, sendSystemMailJob, { systemMailId: id });
    await audit(tx, {
      action: 'notifications.retry-system-mail',
      subject: { kind: 'system-mail', id, name: mail.kind },
      ...(mail.workspaceId ? { workspaceId: mail.workspaceId } : {}),
      before: { failure: mail.failure },
    });
  });
}
