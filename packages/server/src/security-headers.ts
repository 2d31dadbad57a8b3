/**
 * What every answer tells a browser, also one that no route gave: not to guess its type, not to run or frame it, and
 * not to let a page of another site embed it (OWASP REST Security Cheat Sheet, Security Headers).
 */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;
