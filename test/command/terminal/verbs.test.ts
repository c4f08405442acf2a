import { describe, expect, test } from 'vitest'
import { buildFirst, filesBelow } from '../../support/cli.ts'
import { type MadeProject, makeProject } from '../verbs/made-project.ts'
import { hasTerminals, PseudoTerminal } from './pseudo-terminal.ts'
import { type Answer, give, type Manner, mannerNames, manners } from './steps.ts'

buildFirst()

const question = 'Make these changes?'
const answer = (screen: readonly string[], line: string): Answer => ({ asks: question, screen, line })

async function start(manner: Manner) {
  const project = await makeProject('health')
  return { project, terminal: run(project, manner, ['add', 'cors']) }
}

function run({ folder, state }: MadeProject, manner: Manner, args: readonly string[]): PseudoTerminal {
  return new PseudoTerminal(args, { cwd: folder, env: { ...manners[manner], XDG_STATE_HOME: state } })
}

describe.skipIf(!hasTerminals).each(mannerNames)('in a terminal, by %s', (manner) => {
  test('a plan is shown, its diff if asked for, and carried out after a yes', async () => {
    const { project, terminal } = await start(manner)
    await give(terminal, manner, [answer(['d'], '2')])
    await terminal.until((screen) => screen.join('\n').includes("+  ['CORS_CREDENTIALS', 'yes'],"), 'the diff')
    await give(terminal, manner, [answer(['y'], '1')])
    expect(await terminal.left()).toMatchObject({ status: 0, isRestored: true })
    expect(project.read('src/app.ts')).toContain('createCors')
  })

  test('what is lost is in the question, and Enter alone writes nothing', async () => {
    const flags = ['--node', '24', '--store', 'sqlite', '--resource', 'todos a b', '--resource', 'notes a']
    const project = await makeProject('resource', ...flags)
    const before = filesBelow(project.folder)
    const asks = 'notes goes with its table and all that is in it. Make these changes'
    const terminal = run(project, manner, ['remove', 'notes'])
    await give(terminal, manner, [{ asks, screen: ['\r'], line: '' }])
    expect(await terminal.left()).toMatchObject({ status: 130, isRestored: true })
    expect(filesBelow(project.folder)).toEqual(before)
    const again = run(project, manner, ['remove', 'notes'])
    await give(again, manner, [{ asks, screen: ['y'], line: 'yes' }])
    expect(await again.left()).toMatchObject({ status: 0, isRestored: true })
    expect(project.read('migrations/0003-remove-notes.sql')).toContain('DROP TABLE')
  })

  test('a no writes nothing', async () => {
    const { project, terminal } = await start(manner)
    const before = filesBelow(project.folder)
    await give(terminal, manner, [answer(['n'], 'no')])
    expect(await terminal.left()).toMatchObject({ status: 130, isRestored: true })
    expect(filesBelow(project.folder)).toEqual(before)
  })
})
