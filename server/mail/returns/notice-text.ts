/** Where a notice ends and the returned message begins, as servers write it between them. */
const ORIGINAL_BEGINS =
  /^[ \t>]*(?:-{2,}[^\n]{0,40}(?:below this line|copy of (?:the|your) message|original message|original headers|returned message|messaggio originale|message d['’]origine|urspr(?:ü|ue)ngliche nachricht|mensaje original|header|begin message|undelivered message)[^\n]{0,80}|(?:your )?(?:original|returned|unsent) message (?:follows|headers|text|is (?:below|attached))[^\n]{0,40}|(?:the )?(?:original |full |message )?headers? (?:of the (?:original )?message )?(?:follows?|are)[^\n]{0,40}|message (?:headers|contents?|body|text) follows?[^\n]{0,20}|\[?(?:rest|remainder) of (?:the )?message[^\n]{0,40}|(?:received|return-path|x-received|dkim-signature|mime-version):[^\n]{0,500})[ \t]*$/im;

const MOST_NOTICE = 16_384;

/** What the server says, without what it returns; at most 16 Ki characters. */
export function noticeOf(text: string): string {
  const notice = text.slice(0, MOST_NOTICE * 2);
  const cut = ORIGINAL_BEGINS.exec(notice);
  return (cut ? notice.slice(0, cut.index) : notice).slice(0, MOST_NOTICE).trim();
}

/** What comes after the notice: headers of the returned message, if the server gave any. */
export function returnedIn(text: string): string {
  const cut = ORIGINAL_BEGINS.exec(text.slice(0, MOST_NOTICE * 2));
  if (!cut) return '';
  const after = text.slice(cut.index, cut.index + MOST_NOTICE * 2);
  return /^[\w-]+:[ \t]/.test(after) ? after : after.slice(cut[0].length).replace(/^\s+/, '');
}
