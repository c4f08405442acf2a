import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeProject, type Project } from '../../project/http/server.ts'
import { everything, realPack } from '../../support/real-pack.ts'

type ReadConfig = (env: Readonly<Record<string, string>>) => object

let project: Project
let readConfig: ReadConfig
beforeAll(async () => {
  project = makeProject(everything(realPack, 20))
  const module: unknown = await import(pathToFileURL(join(project.directory, 'dist/config.js')).href)
  readConfig = (module as { readonly readConfig: ReadConfig }).readConfig
})
afterAll(() => project.remove())

/** The rest is read as its type says, by code that follows from the manifest. */
const settings = realPack.features
  .flatMap(({ manifest }) => manifest.settings ?? [])
  .filter(({ property, reader }) => property === undefined || reader !== undefined)

test.each(settings.filter((setting) => setting.default !== undefined))(
  '$name is $default where nothing else is set',
  ({ name, default: usual }) => {
    expect(readConfig({ [name]: String(usual) })).toEqual(readConfig({}))
  },
)

const words = settings.flatMap(({ name, type, choices = [] }) =>
  (type === 'flag' ? ['true', 'false'] : choices).map((word) => ({ name, word })),
)
test.each(words)('$name may be $word', ({ name, word }) => {
  const other = { CORS_ORIGIN: 'https://a.example' } // with `*`, credentials are refused
  expect(() => readConfig({ ...other, [name]: word })).not.toThrow()
})
