export { addSendingDomain, isVerified, listSendingDomains, removeSendingDomain } from './sending-domains.ts';
export { listUnverifiedDomains, verifySendingDomain } from './verify-sending-domain.ts';
