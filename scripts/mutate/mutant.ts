/** One small fault in one file of the templates. */
export interface Mutant {
  /** `templates/features/cors/slots/src/app.ts.hbs:2 is dropped from "admit"`: what is done to it, and its name. */
  readonly id: string
  readonly feature: string
  readonly kind: 'fragment' | 'line' | 'function' | 'manifest'
  /** From the repository's root. */
  readonly path: string
  /** What the file says before and after. */
  readonly before: string
  readonly after: string
}
