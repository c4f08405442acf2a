import { MultiSelectPrompt, SelectPrompt } from '@clack/core'
import {
  type Back,
  back,
  type MultiselectQuestion,
  type Option,
  type Reading,
  type SelectQuestion,
  unbroken,
} from './asker.ts'
import type { Screen } from './frame.ts'
import { faultLines, type PromptSession } from './prompt-session.ts'

/** Asks for one of a list. A letter that an option names as its `key` takes it at once. */
export async function askSelect<Value>(
  { message, options, initial, read = () => ({}) }: SelectQuestion<Value>,
  session: PromptSession,
  { paint, glyphs }: Screen,
): Promise<Value | Back> {
  const prompt = new SelectPrompt({
    ...session.streams,
    options: [...options],
    initialValue: initial,
    validate: (value) => read(value as Value).fault,
    render() {
      const { fault, preview = [] } = read(this.value as Value)
      const items = options.map((option, index) => ({
        bullet: index === this.cursor ? paint('green', glyphs.radio) : paint('dim', glyphs.radioOff),
        label: option.label,
        hint: option.hint,
        isActive: index === this.cursor,
      }))
      return session.draw(this.state, {
        message,
        list: { cursor: this.cursor, items },
        lines: fault === undefined ? preview : faultLines(fault, paint),
        answer: options[this.cursor]?.label ?? '',
        keys: [keysOf(options) ?? `${glyphs.upDown} move`, 'Enter confirms'],
        backKey: glyphs.left,
      })
    },
  })
  prompt.on('key', (character) => {
    const named = options.findIndex(({ key }) => key !== undefined && key === character?.toLowerCase())
    if (named === -1) return
    prompt.cursor = named
    prompt.value = options[named]?.value
    prompt.state = 'submit'
  })
  return session.settle<Value>(prompt)
}

/** `Y, D or N answers`; undefined where no option has a letter. */
function keysOf(options: readonly Pick<Option<unknown>, 'key'>[]): string | undefined {
  const keys = options.flatMap(({ key }) => key?.toUpperCase() ?? [])
  return keys.length === 0 ? undefined : `${keys.slice(0, -1).join(', ')} or ${keys.at(-1)} answers`
}

/** Asks for any of a list, and shows below it what follows from the choice. */
export async function askMultiselect<Value>(
  { message, options, initial, read }: MultiselectQuestion<Value>,
  session: PromptSession,
  { paint, glyphs }: Screen,
): Promise<readonly Value[] | Back> {
  const inOrder = (chosen: readonly Value[] = []): readonly Option<Value>[] =>
    options.filter(({ value }) => chosen.includes(value))
  const readValues = (chosen?: readonly Value[]): Reading => read(inOrder(chosen).map(({ value }) => value))
  const prompt = new MultiSelectPrompt({
    ...session.streams,
    options,
    initialValues: initial,
    validate: (chosen) => readValues(chosen).fault,
    render() {
      const chosen = inOrder(this.value)
      const { fault, preview = [] } = readValues(this.value)
      const items = options.map((option, index) => ({
        bullet: chosen.includes(option) ? paint('green', glyphs.box) : paint('dim', glyphs.boxOff),
        label: option.label,
        hint: option.hint,
        isActive: index === this.cursor,
        pointer: glyphs.pointer,
      }))
      return session.draw(this.state, {
        message,
        list: { cursor: this.cursor, items },
        lines: fault === undefined ? preview : faultLines(fault, paint),
        answer: chosen.map(({ label }) => unbroken(label)).join(', ') || 'none',
        keys: [`${glyphs.upDown} move`, 'Space chooses', 'A all', 'Enter confirms'],
        backKey: glyphs.left,
      })
    },
  })
  const answer = await session.settle<Value[]>(prompt)
  return answer === back ? back : inOrder(answer).map(({ value }) => value)
}
