/**
 * What a terminal obeys in place of showing, or what makes it show something else: control characters, marks that turn
 * the direction of writing (CVE-2021-42574), line separators, halves of pairs, and characters that nobody sees, but for
 * those that choose between a sign and its picture.
 */
const unprintable = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

/** A text of one line or more as it may be printed, each such character as JSON has it: `\u202e`. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, (sign) => (sign === '\n' ? sign : escaped(sign)))
}

/** A name or another text of one line: a line break in it would let it speak for us. */
export function printableLine(text: string): string {
  return text.replaceAll(unprintable, escaped)
}

/** As in JSON, in units of UTF-16. */
function escaped(sign: string): string {
  return sign.replaceAll(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Styles of text and moves of the cursor that this command itself writes. */
const ownSequences = /\x1b\[(?:\d{1,2}(?:;\d{1,2})*m|\d{1,4}A|J|2K\r?|\?(?:25|2026)[lh])|\r\x1b\[J/g

/** What passes to a terminal, even where a text was not escaped before: text, and sequences of our own. */
export function passable(text: string): string {
  let end = 0
  let passed = ''
  for (const own of text.matchAll(ownSequences)) {
    passed += printable(text.slice(end, own.index)) + own[0]
    end = own.index + own[0].length
  }
  return passed + printable(text.slice(end))
}
