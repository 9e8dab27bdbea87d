import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, type PolicyInput, policySurfaceOf, securityHeaders } from './csp.ts';

const app: PolicyInput = { surface: 'app', nonce: 'abc', contentOrigin: 'https://content.example' };

function directive(policy: string, name: string): string | undefined {
  return policy
    .split('; ')
    .find((part) => part === name || part.startsWith(`${name} `))
    ?.slice(name.length + 1);
}

describe('the policy of the app', () => {
  const policy = contentSecurityPolicy(app);
  it.each([
    ['default-src', "'self'"],
    ['script-src', "'nonce-abc' 'strict-dynamic'"],
    ['style-src', "'self' 'nonce-abc'"],
    ['style-src-attr', "'unsafe-inline'"],
    ['img-src', "'self' data: blob:"],
    ['frame-src', "'self' https://content.example"],
    ['frame-ancestors', "'none'"],
    ['form-action', "'self'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
  ])('states %s', (name, value) => {
    expect(directive(policy, name)).toBe(value);
  });

  it('allows evaluation in development only', () => {
    expect(policy).not.toContain('unsafe-eval');
    expect(contentSecurityPolicy({ ...app, development: true })).toContain("'unsafe-eval'");
  });
});

describe('the policies of the other surfaces', () => {
  it('runs no script and takes no form in what others wrote, and lets only the named origins frame it', () => {
    const policy = contentSecurityPolicy({ surface: 'content', frameAncestors: ['https://app.example'] });
    expect(policy).toMatch(/^sandbox; default-src 'none'/);
    expect(policy).not.toContain('script-src');
    expect(directive(policy, 'form-action')).toBe("'none'");
    expect(directive(policy, 'frame-ancestors')).toBe('https://app.example');
  });

  it('lets content open links in windows of their own only where that is asked, and never run scripts', () => {
    const policy = (opensLinks: boolean) =>
      contentSecurityPolicy({ surface: 'content', frameAncestors: ["'self'"], opensLinks });
    expect(directive(policy(false), 'sandbox')).toBe('');
    expect(directive(policy(true), 'sandbox')).toBe('allow-popups allow-popups-to-escape-sandbox');
    expect(directive(policy(true), 'default-src')).toBe("'none'");
  });

  it('frames content nowhere when no origin is named', () => {
    expect(directive(contentSecurityPolicy({ surface: 'content', frameAncestors: [] }), 'frame-ancestors')).toBe(
      "'none'",
    );
  });

  it('lets a recipient page post to itself and run no script', () => {
    const policy = contentSecurityPolicy({ surface: 'public', nonce: 'n' });
    expect(directive(policy, 'default-src')).toBe("'none'");
    expect(directive(policy, 'form-action')).toBe("'self'");
    expect(policy).not.toContain('script-src');
  });

  it('lets the allowed sites frame a hosted form, and nobody where there are none', () => {
    const policy = (frameAncestors: string[]) =>
      contentSecurityPolicy({ surface: 'embed', nonce: 'n', frameAncestors });
    expect(directive(policy(['https://a.example', 'https://b.example']), 'frame-ancestors')).toBe(
      'https://a.example https://b.example',
    );
    expect(directive(policy([]), 'frame-ancestors')).toBe("'none'");
    expect(directive(policy([]), 'script-src')).toBe("'nonce-n'");
  });
});

describe('the headers', () => {
  it('promise transport security under https only', () => {
    expect(securityHeaders(app, { https: false })).not.toHaveProperty('Strict-Transport-Security');
    expect(securityHeaders(app, { https: true })).toHaveProperty('Strict-Transport-Security');
  });

  it('keep referrers within the origin', () => {
    expect(securityHeaders(app, { https: true })['Referrer-Policy']).toBe('same-origin');
  });
});

describe('the surface of a path', () => {
  it.each([
    ['/', 'app'],
    ['/w/demo/campaigns', 'app'],
    ['/admin/today', 'app'],
    ['/u/abc', 'public'],
    ['/v/abc', 'public'],
    ['/t/o/abc', 'public'],
    ['/users', 'app'],
  ])('%s is %s', (path, surface) => {
    expect(policySurfaceOf(path)).toBe(surface);
  });
});
