import type { core } from 'zod';

/** A sentence of `ui.validation`, with its values. */
export type Refusal = {
  key:
    | 'required'
    | 'email'
    | 'url'
    | 'tooShort'
    | 'tooLong'
    | 'tooSmall'
    | 'tooBig'
    | 'tooFew'
    | 'tooMany'
    | 'notANumber'
    | 'choose'
    | 'repeated'
    | 'format';
  count?: number;
};

/**
 * What to tell about an issue that the schema itself has no words for. Empty strings and missing values read alike: the person left it empty.
 */
export function refusalOf(issue: core.$ZodRawIssue): Refusal {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null || issue.input === '') return { key: 'required' };
      return { key: issue.expected === 'number' || issue.expected === 'int' ? 'notANumber' : 'format' };
    case 'too_small': {
      const least = Number(issue.minimum);
      if (issue.origin === 'string')
        return issue.input === '' ? { key: 'required' } : { key: 'tooShort', count: least };
      if (issue.origin === 'array' || issue.origin === 'set') return { key: 'tooFew', count: least };
      return { key: 'tooSmall', count: least };
    }
    case 'too_big': {
      const most = Number(issue.maximum);
      if (issue.origin === 'string') return { key: 'tooLong', count: most };
      if (issue.origin === 'array' || issue.origin === 'set') return { key: 'tooMany', count: most };
      return { key: 'tooBig', count: most };
    }
    case 'invalid_format':
      if (issue.input === '') return { key: 'required' };
      if (issue.format === 'email') return { key: 'email' };
      if (issue.format === 'url') return { key: 'url' };
      return { key: 'format' };
    case 'invalid_value':
    case 'invalid_union':
      return { key: issue.input === undefined || issue.input === '' ? 'required' : 'choose' };
    default:
      return { key: 'format' };
  }
}
