/** First words that ask for something to read in place of a project. A directory of such a name is `./features`. */
export const listings = ['features', 'completion', 'check'] as const
export type Listing = (typeof listings)[number]

/** The shells that completion scripts are made for. */
export const completedShells = ['bash', 'zsh', 'fish'] as const
export type CompletedShell = (typeof completedShells)[number]
