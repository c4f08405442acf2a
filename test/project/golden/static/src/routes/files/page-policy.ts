/**
 * What a page among the files may load: only what comes from here, and images inside of it. Scripts and styles in the
 * page itself are not run, so that what gets into it by an error is not either. Extend it by what your pages need.
 */
export const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')
