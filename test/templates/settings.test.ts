import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everything, realPack } from '../support/real-pack.ts'
import { makeProject, type Project } from '../wire/server.ts'

type ReadConfig = (env: Readonly<Record<string, string>>) => object

let project: Project
let readConfig: ReadConfig
beforeAll(async () => {
  project = makeProject(everything(realPack, 20))
  const module: unknown = await import(pathToFileURL(join(project.directory, 'dist/config.js')).href)
  readConfig = (module as { readonly readConfig: ReadConfig }).readConfig
})
afterAll(() => project.remove())

const settings = realPack.features.flatMap(({ manifest }) => manifest.settings ?? [])
const stated = settings.filter((setting) => setting.default !== '')
const words = ({ allowed }: (typeof settings)[number]) => [...allowed.matchAll(/`([a-z]+)`/g)].map((match) => match[1])

test.each(stated)('$name is $default where nothing else is set', ({ name, default: usual }) => {
  expect(readConfig({ [name]: usual })).toEqual(readConfig({}))
})

describe('takes what its manifest allows, and nothing beyond', () => {
  const ranges = settings
    .filter(({ allowed }) => /^\d+ to /.test(allowed))
    .map(({ name, allowed }) => {
      const [min, max] = allowed.split(' to ').map(Number)
      return { name, min: min ?? Number.NaN, max: max ?? Number.NaN }
    })
  test.each(ranges)('$name: $min to $max', ({ name, min, max }) => {
    expect(() => readConfig({ [name]: String(min) })).not.toThrow()
    expect(() => readConfig({ [name]: String(max) })).not.toThrow()
    expect(() => readConfig({ [name]: String(min - 1) })).toThrow(`${name}=${min - 1} `)
    expect(() => readConfig({ [name]: String(max + 1) })).toThrow(`${name}=${max + 1} `)
  })

  const choices = settings.filter((setting) => words(setting).length > 1)
  test.each(choices)('$name: $allowed', (setting) => {
    const other = { CORS_ORIGIN: 'https://a.example' } // with `*`, credentials are refused
    for (const word of words(setting)) {
      expect(() => readConfig({ ...other, [setting.name]: String(word) })).not.toThrow()
    }
    expect(() => readConfig({ ...other, [setting.name]: 'x' })).toThrow(`${setting.name}=x `)
  })
})
