/**
 * Fields of a small form, in either of the encodings that RFC 8058 §3.2 allows. Later fields of the same name lose; anything
 * that is not a form has none.
 */
export function formFields(contentType: string, body: string): Map<string, string> {
  const fields = new Map<string, string>();
  const add = (name: string, value: string) => {
    if (!fields.has(name)) fields.set(name, value);
  };
  const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark) {
    for (const part of body.split(`--${mark}`).slice(1)) {
      const [head = '', ...rest] = part.split(/\r?\n\r?\n/);
      const name = /^content-disposition\s*:\s*form-data\s*;.*?\bname=(?:"([^"]*)"|([^\s;]+))/im.exec(head);
      if (name && rest.length > 0) add(name[1] ?? name[2] ?? '', rest.join('\n\n').replace(/\r?\n$/, ''));
    }
  } else if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    for (const [name, value] of new URLSearchParams(body)) add(name, value);
  }
  return fields;
}
