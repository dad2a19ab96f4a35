/**
 * The Content Security Policy of every page of CareSync, the same in the desktop shell and in the browser host: nothing
 * inline, nothing from elsewhere, no frames and no forms that leave.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
