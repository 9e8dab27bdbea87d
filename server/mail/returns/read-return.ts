import { readAutoReply, saysAway } from './auto-reply.ts';
import { readCertifiedEnvelope, readCertifiedReceipt } from './certified-mail.ts';
import { readDeliveryStatus } from './delivery-status.ts';
import { readFeedbackReport } from './feedback-report.ts';
import { readFreeText } from './free-text.ts';
import { headerOf } from './mail-headers.ts';
import { type MimePart, readMessage } from './mime-part.ts';
import { readRemovalRequest } from './removal-request.ts';
import { type ReturnReport, reportOf } from './return-report.ts';

export type { ReturnKind, ReturnReport } from './return-report.ts';

/**
 * Says what a mail that came to a return address is. Takes any bytes and reads the first MiB of them; never throws. What has
 * the fields of a standard is read by them first (RFC 5965, RFC 3464, RFC 8098, PEC); a server's own sentences come after,
 * then machines' answers (RFC 3834), then what a person asks.
 */
export async function readReturn(raw: Uint8Array): Promise<ReturnReport> {
  const root = readMessage(raw);
  return readCertifiedReceipt(root) ?? read(readCertifiedEnvelope(root) ?? root);
}

function read(root: MimePart): ReturnReport {
  return (
    readFeedbackReport(root) ??
    readDeliveryStatus(root) ??
    (saysAway(root) && !headerOf(root.headers, 'x-failed-recipients') ? null : readFreeText(root)) ??
    readAutoReply(root) ??
    readRemovalRequest(root) ??
    reportOf({ kind: 'none', reason: 'nothing-returned', evidence: headerOf(root.headers, 'subject') })
  );
}
