import { cpSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { lintTemplates } from '../../../scripts/workshop/lint-templates.ts'
import { showFault } from '../../../src/lint/fault.ts'
import { realPack } from '../../support/real-pack.ts'
import { run } from '../../support/run.ts'
import { scratchFolder } from '../../support/scratch.ts'

test('of the templates that are published there is nothing to complain', () => {
  expect(lintTemplates(realPack).map(showFault)).toEqual([])
})

test('npm run lint:templates tells each fault on a line, and fails', async () => {
  const folder = scratchFolder()
  cpSync('templates', join(folder, 'templates'), { recursive: true })
  cpSync('package.json', join(folder, 'package.json'))
  rmSync(join(folder, 'templates/features/router/without/greeting/slots/src/app.ts.hbs'))
  const script = [resolve('scripts/run.mjs'), 'scripts/lint-templates.ts']
  const { status, output } = await run(process.execPath, script, { cwd: folder })
  expect(status).toBe(1)
  expect(output.split('\n')).toContainEqual(
    expect.stringMatching(
      /^templates\/features\/router\/without\/greeting\/files\/src\/routes\/greeting\.ts\.hbs:1: nothing leads to src\/routes\/greeting\.ts: import it /,
    ),
  )
})
