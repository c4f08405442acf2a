import { describe, expect, test } from 'vitest'
import { buildFirst, filesBelow } from '../support/cli.ts'
import { makeProject } from '../verbs/made-project.ts'
import { hasTerminals, PseudoTerminal } from './pseudo-terminal.ts'
import { type Answer, give, type Manner, mannerNames, manners } from './steps.ts'

buildFirst()

const question = 'Make these changes?'
const answer = (screen: readonly string[], line: string): Answer => ({ asks: question, screen, line })

async function start(manner: Manner) {
  const project = await makeProject('health')
  const env = { ...manners[manner], XDG_STATE_HOME: project.state }
  return { project, terminal: new PseudoTerminal(['add', 'cors'], { cwd: project.folder, env }) }
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

  test('a no writes nothing', async () => {
    const { project, terminal } = await start(manner)
    const before = filesBelow(project.folder)
    await give(terminal, manner, [answer(['n'], 'no')])
    expect(await terminal.left()).toMatchObject({ status: 130, isRestored: true })
    expect(filesBelow(project.folder)).toEqual(before)
  })
})
