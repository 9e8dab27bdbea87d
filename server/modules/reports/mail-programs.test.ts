import { expect, it } from 'vitest';
import { deviceOf, programOf, sharesOf } from './mail-programs.ts';

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
it.each([
  ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', 'Gmail', 'unknown'],
  ['YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', 'Yahoo Mail', 'unknown'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0', 'Thunderbird', 'computer'],
  ['Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.17126)', 'Outlook', 'computer'],
  ['Outlook-iOS/2.0', 'Outlook', 'phone'],
  [iphone, 'Apple Mail', 'phone'],
  [`${iphone} Safari/604.1`, 'Safari', 'phone'],
  ['Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)', 'Apple Mail', 'tablet'],
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'phone',
  ],
  ['Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36', 'Chrome', 'tablet'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0',
    'Edge',
    'computer',
  ],
  ['Something/1.0', 'other', 'unknown'],
])('%s', (agent, program, device) => {
  expect([programOf(agent), deviceOf(agent)]).toEqual([program, device]);
});

it('adds the agents of one program up', () => {
  const rows = [
    { agent: 'A Thunderbird/140', people: 2 },
    { agent: 'Outlook-iOS/2', people: 4 },
    { agent: 'B Thunderbird/141', people: 3 },
  ];
  expect(sharesOf(rows, programOf)).toEqual([
    { name: 'Thunderbird', people: 5 },
    { name: 'Outlook', people: 4 },
  ]);
});
