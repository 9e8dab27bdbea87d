import { describe, expect, it } from 'vitest';
import { classify, type Evidence } from './classify.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const base: Evidence = { kind: 'open', method: 'GET', agent: chrome, prefetch: false };

describe('classify', () => {
  it.each<[string, Partial<Evidence>, string, string]>([
    ['a browser', {}, 'likely-human', 'browser'],
    [
      'Safari on a phone',
      {
        agent:
          'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
      },
      'likely-human',
      'browser',
    ],
    [
      'Firefox',
      { agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
      'likely-human',
      'browser',
    ],
    [
      'Thunderbird',
      { agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.1' },
      'likely-human',
      'mail-client',
    ],
    [
      'Outlook for Windows',
      { agent: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)' },
      'likely-human',
      'mail-client',
    ],
    [
      'Outlook that says it is an old browser',
      { agent: 'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; WOW64; Trident/7.0; ms-office; MSOffice 16)' },
      'likely-human',
      'mail-client',
    ],
    ['Outlook on a phone', { agent: 'Outlook-iOS/723.4027091.prod.iphone (4.28.0)' }, 'likely-human', 'mail-client'],
    [
      "Gmail's image proxy",
      { agent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)' },
      'likely-human',
      'readers-image-proxy',
    ],
    [
      "Yahoo's image proxy",
      { agent: 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html' },
      'likely-human',
      'readers-image-proxy',
    ],
    ["Apple's privacy proxy", { agent: 'Mozilla/5.0' }, 'unknowable', 'apple-privacy-proxy'],
    [
      "Apple's privacy proxy, at once",
      { agent: 'Mozilla/5.0', msAfterAccepted: 200 },
      'unknowable',
      'apple-privacy-proxy',
    ],
    ['the same bare name following a link', { agent: 'Mozilla/5.0', kind: 'click' }, 'machine', 'bare-agent'],
    ['nothing known', { agent: 'Dalvik/2.1.0 (Linux; U; Android 14; Pixel 8)' }, 'unknowable', 'unknown-agent'],
    ['no agent', { agent: '' }, 'machine', 'no-agent'],
    ['HEAD', { method: 'HEAD' }, 'machine', 'head-request'],
    ['a prefetch', { prefetch: true }, 'machine', 'prefetch'],
    ['Barracuda', { agent: 'Mozilla/5.0 (compatible; BarracudaCentral/1.0)' }, 'machine', 'security-scanner'],
    ['Proofpoint', { agent: 'ProofPoint URL Defense' }, 'machine', 'security-scanner'],
    [
      'Mimecast',
      { agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Mimecast URL Protect' },
      'machine',
      'security-scanner',
    ],
    ['Safe Links', { agent: 'Mozilla/5.0 (Windows NT 10.0) SafeLinks/1.0' }, 'machine', 'security-scanner'],
    [
      'Office before it opens a link',
      { agent: 'Microsoft Office Existence Discovery', kind: 'click' },
      'machine',
      'security-scanner',
    ],
    [
      'Googlebot',
      { agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
      'machine',
      'known-bot',
    ],
    ['curl', { agent: 'curl/8.5.0' }, 'machine', 'tool'],
    ['a headless browser', { agent: chrome.replace('Chrome/', 'HeadlessChrome/') }, 'machine', 'tool'],
    ['an open 400 ms after the 250', { msAfterAccepted: 400 }, 'machine', 'too-soon'],
    ['an open two seconds after', { msAfterAccepted: 2_000 }, 'likely-human', 'browser'],
    ['an open of a row that moved on later', { msAfterAccepted: -60_000 }, 'likely-human', 'browser'],
    ['a click two seconds after the 250', { kind: 'click', msAfterAccepted: 2_000 }, 'machine', 'too-soon'],
    ['a click after a minute', { kind: 'click', msAfterAccepted: 60_000 }, 'likely-human', 'browser'],
    ['two links at once', { kind: 'click', linksAtOnce: 2 }, 'likely-human', 'browser'],
    ['three links at once', { kind: 'click', linksAtOnce: 3 }, 'machine', 'links-at-once'],
  ])('%s', (_, changed, expected, reason) => {
    expect(classify({ ...base, ...changed })).toEqual({ class: expected, reason });
  });
});
