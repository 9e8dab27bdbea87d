/**
 * How servers begin a notice in their own words. `tells` separates a failure from a warning that the server goes on trying.
 * The source is the server or provider whose documentation or templates have the words.
 */
export interface NoticeOpener {
  server: string;
  tells: 'failed' | 'delayed';
  text: RegExp;
}

export const NOTICE_OPENERS: readonly NoticeOpener[] = [
  // A warning comes first: it repeats half of the words of a failure
  {
    server: 'Sendmail',
    tells: 'delayed',
    text: /THIS IS A WARNING MESSAGE ONLY|YOU DO NOT NEED TO RESEND YOUR MESSAGE|could not send message for past/i,
  },
  {
    server: 'Exim, Communigate',
    tells: 'delayed',
    text: /has not (?:yet )?been delivered to (?:one or more|all)[\s\S]{0,800}(?:delivery attempts will continue|no action is required|will be retried)|delivery attempts will continue|has been delayed/i,
  },
  {
    server: 'Exchange, Gmail, MDaemon, Kerio',
    tells: 'delayed',
    text: /delivery (?:is|has been|to the following recipients? (?:has been )?) ?delayed|delivery incomplete|(?:still being|will be) retried|will (?:continue|keep) (?:trying|to try)|is still (?:trying|in the queue)|recapito (?:ritardato|in ritardo)|verzögert|retardée?\b/i,
  },
  {
    server: 'qmail',
    tells: 'failed',
    text: /this is the (?:\S{1,60} )?(?:qmail-send|mail delivery) program at|I wasn'?t able to deliver your message/i,
  },
  {
    server: 'Exim',
    tells: 'failed',
    text: /A message that you (?:sent|have sent) (?:could not|has not been able to|was not) be delivered|message that you sent could not be delivered/i,
  },
  {
    server: 'Postfix',
    tells: 'failed',
    text: /I'?m sorry to have to inform you that your message could not|This is the mail system at host/i,
  },
  {
    server: 'Sendmail',
    tells: 'failed',
    text: /The following addresses had (?:permanent fatal|delivery|transient|permanent) (?:errors|problems)|----- Transcript of session follows|The original message was received at/i,
  },
  {
    server: 'Exchange',
    tells: 'failed',
    text: /did not reach (?:some or all of the intended recipients|the following recipient)|Delivery has failed to these recipients|could not be reached|(?:Il|The) messaggio non è stato recapitato|Il recapito non è riuscito|Die Nachricht konnte nicht|Échec de la remise|Error al entregar|could ?n[o']t be delivered/i,
  },
  {
    server: 'Domino',
    tells: 'failed',
    text: /not listed in (?:Domino Directory|public Name)|because of the following errors?|DELIVERY FAILURE|No route found to/i,
  },
  {
    server: 'Courier',
    tells: 'failed',
    text: /This is a delivery status notification from|recipients of your message have been processed by the mail server|Courier mail server at|UNDELIVERABLE MAIL/i,
  },
  { server: 'Communigate', tells: 'failed', text: /Failed to deliver to|Message could not be delivered/i },
  { server: 'MailEnable', tells: 'failed', text: /MailEnable|Message could not be delivered to some recipients/i },
  {
    server: 'Mercury',
    tells: 'failed',
    text: /Mercury\b|The message returned below was sent|an error (?:was|has) (?:been )?(?:returned|occurred|detected) (?:by|while|attempting)/i,
  },
  {
    server: 'MDaemon',
    tells: 'failed',
    text: /MDaemon|The attached message had (?:PERMANENT fatal delivery errors|fatal errors)|permanent fatal delivery/i,
  },
  {
    server: 'Kerio',
    tells: 'failed',
    text: /Kerio|Your message (?:was|has) not (?:been )?delivered|Your message was automatically rejected/i,
  },
  {
    server: 'Zimbra, Zoho, Yahoo',
    tells: 'failed',
    text: /Sorry,? (?:we were|I was) unable to deliver|we (?:were|are) unable to deliver|This message was created automatically by (?:the )?mail (?:delivery )?(?:software|system)/i,
  },
  {
    server: 'AOL, Yahoo',
    tells: 'failed',
    text: /Your mail to the following recipients could not be delivered|the following addresses? failed|Message from (?:yahoo|aol)/i,
  },
  {
    server: 'Gmail',
    tells: 'failed',
    text: /Delivery to the following recipients? failed|(?:wasn'?t|was not) delivered to|Address not found|Message (?:blocked|rejected|not delivered)|Delivery Status Notification \(Failure\)|your message couldn'?t be delivered/i,
  },
  {
    server: 'OpenSMTPD',
    tells: 'failed',
    text: /This is the MAILER-DAEMON|(?:delivery )?error(?:s)? while delivering|An error has occurred while attempting to deliver/i,
  },
  {
    server: 'IronPort, Proofpoint, Mimecast, Barracuda',
    tells: 'failed',
    text: /The following message to \S{1,200} was undeliverable|was undeliverable|could not be delivered for the following reason|Your message to[^\n]{1,200}\swas (?:blocked|rejected|not delivered)|The reason for the problem|your (?:email|message)[^\n]{0,80}(?:has been|was) (?:blocked|rejected|returned|refused)/i,
  },
  {
    server: 'Proton, iCloud',
    tells: 'failed',
    text: /could not be delivered to|delivery (?:to [^\n]{1,200} )?(?:has )?failed|delivery failed|undelivered|undeliverable|non-delivery/i,
  },
  {
    server: 'Google Groups, Mailman',
    tells: 'failed',
    text: /you tried to contact may not exist|group you tried to contact|does ?n[o']t (?:exist|have permission)|not allowed to post to this|your message has been rejected|message[^\n]{0,80}automatically rejected/i,
  },
  {
    server: 'Libero, Aruba, Register.it, TIM, Tiscali, Fastweb, Virgilio',
    tells: 'failed',
    text: /non (?:è|e'|e`) stato (?:possibile )?(?:recapita\w+|consegna\w+|inoltra\w+)|impossibile (?:recapitare|consegnare|inoltrare)|mancat[oa] (?:recapito|consegna)|(?:non|mai) (?:recapitato|consegnato)|recapito (?:fallito|non riuscito)|consegna (?:fallita|non riuscita)|messaggio (?:è stato )?(?:rifiutato|respinto|restituito)|errore (?:nella|di|durante la) (?:consegna|recapito|spedizione)/i,
  },
  {
    server: 'GMX, web.de, T-Online',
    tells: 'failed',
    text: /konnte(?:n)? (?:leider )?(?:an (?:einen oder mehrere|den|folgende)[^\n]{0,80} )?nicht (?:zugestellt|ausgeliefert|übermittelt)|nicht zustellbar|unzustellbar|Zustellung[^\n]{0,60}fehlgeschlagen|permanenter Fehler/i,
  },
  {
    server: 'Orange, Free.fr, La Poste',
    tells: 'failed',
    text: /n['’]a (?:pas )?(?:pu être|pu etre|été) (?:remis|délivré|distribué|acheminé)|n['’]a pas pu être|non remis|impossible de (?:remettre|délivrer|livrer)|échec (?:de )?(?:la )?(?:remise|livraison|distribution)/i,
  },
  {
    server: 'Telefónica, Movistar',
    tells: 'failed',
    text: /no (?:se )?(?:ha podido|pudo|ha sido|fue|puede) (?:ser )?(?:entrega\w+|enviar\w*)|mensaje (?:no entregado|devuelto|rechazado)/i,
  },
];

/** A subject that servers give to what they return, in any of these languages. */
export const RETURN_SUBJECT =
  /\b(?:undeliver\w*|non[- ]?deliver\w*|not delivered|delivery (?:status|failure|failed|problem|error|report|has failed|notification|delayed)|deliver\w* fail\w*|fail\w* (?:to deliver|delivery|notice|mail)|failure notice|returned mail|return(?:ed|ing) (?:to sender|message)|mail (?:delivery|system) (?:fail\w*|error|problem)|mail delivery|message (?:undeliverable|rejected|blocked|status)|mail (?:non|could not)|bounce\w*|rejected|blocked|could not be delivered|warning: (?:message|could not)|mancat[oa] (?:recapito|consegna)|non (?:recapitabile|recapitato|consegnato|consegnabile)|recapito|impossibile|errore di consegna|unzustellbar|zustell\w+|nicht zugestellt|non remis|échec|no entregado|devuelto)/i;
