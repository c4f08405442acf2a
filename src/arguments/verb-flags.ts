import { conflictStyles } from '../model/plan.ts'
import { changingVerbs, type Verb, verbs } from '../model/verbs.ts'

/** What these do can be looked at first. */
export const planned: readonly Verb[] = [...changingVerbs, 'undo']

/** For what is done in a project that is there. */
export const verbFlags = (
  [
    { name: 'dir', value: '<dir>', file: true, about: 'the project (the current directory)', verbs },
    {
      name: 'check',
      about: 'write nothing; exit 6 where there is something to do',
      verbs: [...planned, 'diff', 'doctor'],
    },
    { name: 'allow-dirty', about: 'change files that have uncommitted changes in git', verbs: changingVerbs },
    {
      name: 'base',
      value: '<tarball|dir>',
      file: true,
      about: 'the package of the version that made the project, in place of a download',
      verbs: ['upgrade', 'diff'],
    },
    {
      name: 'base-pack',
      value: '<dir>',
      repeatable: true,
      file: true,
      about: 'the folder of your own features as it was then, in place of --pack; repeatable',
      verbs: ['upgrade', 'diff'],
    },
    {
      name: 'format',
      value: '<command>',
      about: 'formats the files that are named behind it',
      verbs: [...changingVerbs, 'diff'],
    },
    {
      name: 'conflicts',
      value: `<${conflictStyles.join('|')}>`,
      choices: conflictStyles,
      about: 'between markers, or as name.new.ts beside the file (inline)',
      verbs: changingVerbs,
    },
  ] as const
).map((flag) => ({ ...flag, group: 'In a project' as const, onlyVerbs: true as const }))
