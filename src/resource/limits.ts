/** How many characters a resource, its singular or a field may be named with. */
export const longestName = 40

/** How many code points a string has at most where nothing is said. */
export const usualLength = 10_000

/** How many it may be given: several such strings, each sign of one byte, are within the limit of a body. */
export const longestLength = 100_000

/** How many characters a default may have: it is on one line of code with its name. */
export const longestDefault = 70
