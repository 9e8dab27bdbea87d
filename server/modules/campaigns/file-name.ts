import { cleanLine } from '#shared/document/clean-text.ts';

const longest = 120;
/** What mailbox providers refuse whole messages for: programs, scripts, and documents that carry programs. */
const refused = new Set(
  `ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab diagcfg diagpkg dll dmg docm dotm ex ex_ exe hta htm html img ins iso isp
  jar jnlp js jse lib lnk mde mjs msc msi msix msixbundle msp mst nsh pif potm ppam ppsm pptm ps1 scr sct shb svg sys vb vbe vbs vhd vxd
  wsc wsf wsh xlam xll xlsm xltm xhtml`.split(/\s+/),
);
const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  zip: 'application/zip',
  rtf: 'application/rtf',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

/** Marks that turn a name's direction round would show `fdp.exe` as `exe.pdf`. */
const turning = /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A file's name as recipients may be shown it: without folders, controls and marks of direction; never empty. */
export function cleanFileName(given: string): string {
  const last = cleanLine(given).replace(turning, '').split(/[\\/]/).at(-1) ?? '';
  const name = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .replace(/\s+/g, ' ');
  if (name.length <= longest) return name || 'file';
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${name
    .slice(0, longest - ending.length)
    .trimEnd()
    .toWellFormed()}${ending}`;
}

const endingOf = (name: string) => (name.includes('.') ? (name.split('.').at(-1) ?? '').toLowerCase() : '');

/** Whether mailbox providers would refuse the message for this file. */
export function isRefusedFile(name: string): boolean {
  return refused.has(endingOf(name));
}

/** By its ending; what is not known travels as bytes. */
export function contentTypeOf(name: string): string {
  return types[endingOf(name)] ?? 'application/octet-stream';
}

/** The name, or the name with a number that none of the others has. */
export function distinctName(name: string, others: readonly string[]): string {
  const taken = new Set(others.map((each) => each.toLowerCase()));
  const dot = name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length;
  for (let number = 2, next = name; ; number += 1) {
    if (!taken.has(next.toLowerCase())) return next;
    next = `${name.slice(0, dot)} (${number})${name.slice(dot)}`;
  }
}
