import { isbot } from 'isbot';
import type { EventClass } from './events.ts';
import type { EventKind } from './schemas.ts';

/** What is known of a request when it is judged. */
export type Evidence = {
  kind: EventKind;
  method: string;
  /** User-Agent as sent; '' where there is none. */
  agent: string;
  /** A `Purpose`, `Sec-Purpose` or `X-Moz` header said that nobody is looking yet. */
  prefetch: boolean;
  /** Milliseconds since the next server accepted the message, where that is known. */
  msAfterAccepted?: number;
  /** Different links of the message that the same recipient asked for within ten seconds, this one included. */
  linksAtOnce?: number;
};

export type Verdict = { class: EventClass; reason: string };

/** Faster than this after the server's 250, nobody can have seen the message: it is the receiving side that looks at it. */
const OPEN_TOO_SOON_MS = 1_500;
const CLICK_TOO_SOON_MS = 3_000;
/** A reader does not follow so many different links within ten seconds; a scanner follows all. */
export const LINKS_AT_ONCE = 3;
/** How long a repeat of the same request is the same act, and how long links count as followed at once. */
export const AT_ONCE_MS = 10_000;

/**
 * Proxies that fetch a picture when the reader opens the message: Gmail's
 * ("… (via ggpht.com GoogleImageProxy)") and Yahoo's.
 */
const readersProxy = /GoogleImageProxy|YahooMailProxy|ggpht\.com/i;

/** Programs that show messages. isbot takes some of them for tools. */
const mailClient =
  /Thunderbird|Microsoft Outlook|Microsoft Office\/|ms-office|MSOffice|Outlook-(iOS|Android)|AppleMail|Apple Mail|Airmail|eM ?Client|Postbox|Lotus-Notes|\bK-9\b|BlueMail|Evolution\/|KMail|Zimbra|SparkDesktop|Superhuman|FairEmail|MailMate|Canary|Betterbird|Claws Mail|SamsungEmail|Samsung Email/i;

/** Filters that open messages and follow links before the recipient does. Discovery agents of Office ask before Word opens a link. */
const securityScanner =
  /Barracuda|Proofpoint|urldefense|Mimecast|Safe ?Links|Symantec|MessageLabs|BrightMail|FireEye|Trellix|Trend ?Micro|Sophos|Forcepoint|Websense|IronPort|Cisco[- ](Secure|ESA|Talos)|Zscaler|Fortinet|FortiGuard|FortiMail|Cloudmark|Bitdefender|Kaspersky|McAfee|Trustwave|Vade ?Secure|VadeSecure|Libraesva|SpamTitan|Hornet(security)?|Retarus|Avanan|Check ?Point|Darktrace|GreatHorn|Agari|Area ?1|Cloudflare[- ]?(Security|Email)|Virus ?Total|urlscan|PhishTank|Netcraft|Office (Existence|Protocol) Discovery|Microsoft-?(ATP|Defender)|MSOfficeATP|Google-?Safety|Google-?Safe ?Browsing|BingPreview|SkypeUriPreview/i;

/** Tools and headless browsers, of which isbot's list may lag behind. */
const automation =
  /HeadlessChrome|PhantomJS|Puppeteer|Playwright|Selenium|Electron\/.*(crawler|bot)|\bcurl\/|\bWget|python-|aiohttp|httpx|Go-http-client|libwww|^Java\/|Apache-HttpClient|node-fetch|axios|undici|okhttp\/[12]\.|PostmanRuntime|Ruby|GuzzleHttp|Scrapy|^PHP/i;

/** What a browser or a program with a browser inside says of itself; more than the bare family name. */
const browser = /^(Mozilla|Opera)\/\d.*\(.+\)/;

/**
 * Who probably stands behind a request, and the rule that said so (a stable kebab-case id). Nothing here is proof:
 * `unknowable` is for requests that come whether or not somebody reads, and reports show it as an interval.
 */
export function classify(evidence: Evidence): Verdict {
  const { kind, agent } = evidence;
  if (evidence.method === 'HEAD') return machine('head-request');
  if (evidence.prefetch) return machine('prefetch');
  if (agent.trim() === '') return machine('no-agent');
  // Apple's Mail Privacy Protection asks for every picture once the message has arrived, read or not, under this bare name.
  if (agent.trim() === 'Mozilla/5.0') {
    return kind === 'open' ? { class: 'unknowable', reason: 'apple-privacy-proxy' } : machine('bare-agent');
  }
  const family = familyOf(agent);
  if (family.reason === 'security-scanner') return family;
  if (tooSoon(evidence)) return machine('too-soon');
  if ((evidence.linksAtOnce ?? 0) >= LINKS_AT_ONCE) return machine('links-at-once');
  return family;
}

const families = new Map<string, Verdict>();
const FAMILIES_KEPT = 5_000;

/** What an agent says of itself. Kept: a few thousand spellings make nearly all requests, and isbot's list is long. */
function familyOf(agent: string): Verdict {
  const known = families.get(agent);
  if (known) return known;
  const verdict = readFamily(agent);
  if (families.size >= FAMILIES_KEPT) families.clear();
  families.set(agent, verdict);
  return verdict;
}

function readFamily(agent: string): Verdict {
  if (securityScanner.test(agent)) return machine('security-scanner');
  if (readersProxy.test(agent)) return human('readers-image-proxy');
  if (automation.test(agent)) return machine('tool');
  if (mailClient.test(agent)) return human('mail-client');
  if (isbot(agent)) return machine('known-bot');
  if (browser.test(agent)) return human('browser');
  return { class: 'unknowable', reason: 'unknown-agent' };
}

const machine = (reason: string): Verdict => ({ class: 'machine', reason });
const human = (reason: string): Verdict => ({ class: 'likely-human', reason });

function tooSoon({ kind, msAfterAccepted }: Evidence): boolean {
  if (msAfterAccepted === undefined) return false;
  // Two clocks are compared: a little below zero is at once, far below is a row that has moved on since.
  if (msAfterAccepted < -5_000) return false;
  return msAfterAccepted < (kind === 'click' ? CLICK_TOO_SOON_MS : OPEN_TOO_SOON_MS);
}
