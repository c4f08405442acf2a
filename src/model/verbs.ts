/** First words that change or look at a project that is there. A directory of such a name is `./add`. */
export const verbs = ['add', 'remove', 'set', 'upgrade', 'diff', 'undo', 'explain', 'doctor'] as const
export type Verb = (typeof verbs)[number]

/** Those that render a project again and merge it with what the user made of it. */
export const changingVerbs = ['add', 'remove', 'set', 'upgrade'] as const satisfies readonly Verb[]
