/** How many characters a resource, its singular or a field may be named with. */
export const longestName = 40
