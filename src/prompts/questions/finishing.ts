import { packageManagers } from '../../model/answers.ts'
import { back } from '../asker.ts'
import type { Ui } from '../ui.ts'
import type { Question } from '../walk.ts'

export function packageManagerQuestion(ui: Ui): Question {
  return {
    isOpen: ({ choices }) => choices.packageManager === undefined,
    async ask(draft, asker, remembered) {
      const detected = ui.resolve(draft.choices).answers.packageManager
      const started = ui.environment.userAgent?.startsWith(`${detected}/`) ? { hint: 'started this' } : {}
      const packageManager = await asker.select({
        message: 'Which package manager?',
        options: packageManagers.map((value) => ({ value, label: value, ...(value === detected ? started : {}) })),
        initial: remembered.choices.packageManager ?? detected,
      })
      return packageManager === back ? back : { ...draft, choices: { ...draft.choices, packageManager } }
    },
  }
}

export function installQuestion(ui: Ui): Question {
  return {
    isOpen: ({ choices }) => choices.install === undefined,
    async ask(draft, asker, remembered) {
      const { answers, install: standard } = ui.resolve(draft.choices)
      const install = await asker.confirm({
        message: `Run ${answers.packageManager} install?`,
        initial: remembered.choices.install ?? standard,
      })
      return install === back ? back : { ...draft, choices: { ...draft.choices, install } }
    },
  }
}

export function gitQuestion(ui: Ui): Question {
  return {
    isOpen: ({ choices }) => choices.git === undefined,
    async ask(draft, asker, remembered) {
      const git = await asker.confirm({
        message: 'Start a git repository?',
        initial: remembered.choices.git ?? ui.resolve(draft.choices).git,
      })
      return git === back ? back : { ...draft, choices: { ...draft.choices, git } }
    },
  }
}
