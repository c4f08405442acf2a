import { Help } from 'commander'

// Below this many columns what a term means stands under it, not beside it.
const narrow = 60

/** How help and lists are laid out, at most `width` columns wide. */
export function layoutFor(width: number): Help {
  const help = new Help()
  help.prepareContext({ helpWidth: width })
  help.minWidthToWrap = 20
  if (width < narrow) {
    help.formatItem = (term, _, description) =>
      `  ${term}\n${help.boxWrap(description, width - 6).replace(/^/gm, '      ')}`
  }
  return help
}

/** A heading with its terms and what they mean, aligned; ends in a line break. */
export function listOf(heading: string, items: readonly (readonly [string, string])[], help: Help): string {
  const termWidth = Math.max(...items.map(([term]) => term.length))
  return [heading, ...items.map(([term, about]) => help.formatItem(term, termWidth, about, help)), ''].join('\n')
}
