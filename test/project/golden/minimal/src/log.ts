/** Where the server says what happens: to stdout, and to stderr what went wrong. */
export const log = {
  info(message: string): void {
    console.log(message)
  },
  warn(message: string): void {
    console.warn(message)
  },
  error(message: string, error: unknown): void {
    console.error(message, error)
  },
}
