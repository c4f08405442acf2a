// What every stack is started with.
export const host = '127.0.0.1'
export const port = Number(process.env.PORT ?? 0)
/** Absolute: the files that are served. */
export const publicFolder = process.env.PUBLIC
/** Whose X-Forwarded-For counts, where one is trusted at all. */
export const trustProxy = process.env.TRUST_PROXY
export const bodyLimit = 1_048_576
/** So high that nobody is ever refused: it is the counting that is measured. */
export const rateLimit = { max: 1_000_000_000, windowMs: 60_000 }
