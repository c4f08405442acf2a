import { resolveAnswers } from '../../../src/answers/resolve-answers.ts'
import type { Choices } from '../../../src/model/answers.ts'
import type { DirectoryState } from '../../../src/model/directory.ts'
import type { Pack } from '../../../src/model/pack.ts'
import type { Env, Ui } from '../../../src/prompts/ui.ts'
import { render } from '../../../src/render/render.ts'
import { resourceLanguage } from '../../../src/resource/language.ts'
import { packOf } from '../../support/tiny-pack.ts'
import type { FakeTerminal } from './fake-terminal.ts'

/** Features that the generator has never heard of: one with options, one that takes resources and requires another. */
export const pack: Pack = {
  ...packOf({
    base: { templates: { 'files/package.json': '{ "name": "{{name}}" }\n', 'files/notes.txt': 'one\ntwo\n' } },
    paths: { manifest: { title: 'Paths', hint: 'ways to go', presets: ['small'] } },
    things: {
      manifest: {
        title: 'Things',
        hint: 'what is kept',
        presets: ['small'],
        requires: ['paths'],
        resources: { default: ['notes title:string'] },
      },
    },
    shelf: {
      manifest: {
        title: 'Shelf',
        hint: 'a place for files',
        options: {
          dir: { type: 'directory', question: 'Which folder?', hint: 'below the project', default: 'stuff' },
          mode: { type: 'choice', question: 'How tidy?', hint: 'at night', default: 'neat', choices: ['neat', 'wild'] },
        },
      },
    },
  }),
  presets: {
    small: { hint: 'little', default: true },
    big: { hint: 'all there is', everything: true },
  },
}

export const nothingSaid: Choices = { with: [], without: [], options: {} }

export interface UiOptions {
  /** The pack above, where no other is given. */
  readonly pack?: Pack
  readonly env?: Env
  readonly signal?: AbortSignal
  readonly userAgent?: string
  /** What stands at a path; anything else is absent. */
  readonly directories?: Readonly<Record<string, DirectoryState>>
}

export function uiOf(terminal: FakeTerminal, options: UiOptions = {}): Ui {
  const { pack: chosen = pack, env = {}, signal = new AbortController().signal, userAgent, directories = {} } = options
  const environment = { nodeMajor: 22, userAgent, cwd: '/work' }
  return {
    input: terminal.input,
    output: terminal.output,
    signal,
    started: () => undefined,
    environment,
    env,
    directoryState: (path) => directories[path] ?? { kind: 'absent' },
    resolve: (choices) => resolveAnswers(chosen, choices, environment, resourceLanguage),
    parseResource(text, others) {
      const resource = resourceLanguage.parse(text)
      resourceLanguage.check([...others, resource], [])
      return resource
    },
    render: (answers) => render(chosen, answers),
  }
}
