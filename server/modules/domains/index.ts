export { addSendingDomain, isVerified, listSendingDomains, removeSendingDomain } from './sending-domains.ts';
export { listUnverifiedDomains, type VerifySendingDomainInput, verifySendingDomain } from './verify-sending-domain.ts';
