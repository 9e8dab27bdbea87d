/** The line that mail programs put over what is quoted, in the languages our recipients write. */
const QUOTATION_BEGINS =
  /^[ \t]*(?:-{2,}[ \t]*(?:original|messaggio|ursprüngliche|message|mensaje|forwarded|inoltrato)[^\n]{0,60}-*|_{10,}|(?:on|il(?: giorno)?|am|le|el)\b[^\n]{3,200}(?:\n[^\n]{0,200})?\b(?:wrote|ha scritto|scrive|schrieb|a écrit|escribió)[^\n]{0,80}:|(?:from|da|von|de)[ \t]*:[^\n]{1,300}\n[ \t*]*(?:sent|date|to|inviato|data|a|gesendet|datum|an|envoyé|date|à|enviado|fecha|para|subject|oggetto)[ \t*]*:[^\n]*|>[^\n]*|--[ ]?|inviato da [^\n]{1,60}|sent from my [^\n]{1,60}|von meinem [^\n]{1,60}gesendet)[ \t]*$/im;

/** What the writer wrote above the first quotation or signature. Text under a quotation is not looked for: it may be either's. */
export function ownText(text: string): string {
  const window = text.slice(0, 20_000);
  const cut = QUOTATION_BEGINS.exec(window);
  return (cut ? window.slice(0, cut.index) : window).trim();
}
