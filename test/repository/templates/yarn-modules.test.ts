import { describe, expect, test } from 'vitest'
import { packageManagers } from '../../../src/model/answers.ts'
import { render } from '../../../src/render/render.ts'
import { everything, realPack } from '../../support/real-pack.ts'

const all = everything(realPack, 22)
const filesFor = (packageManager: (typeof packageManagers)[number]) => render(realPack, { ...all, packageManager })

describe('a project for yarn', () => {
  const files = filesFor('yarn')

  test('has Yarn 2 and later keep packages where tsc finds types', () => {
    expect(files.get('.yarnrc.yml')).toMatch(/^nodeLinker: node-modules$/m)
  })

  test('does so in an image as well', () => {
    expect(files.get('.dockerignore')).toMatch(/^!\.yarnrc\.yml$/m)
    const before = files.get('Dockerfile')?.split(/^RUN .* yarn install$/m)[0]
    expect(before).toMatch(/^COPY \.yarnrc\.yml \.\/$/m)
  })

  test('keeps its notes out of git, and says what the file is for', () => {
    expect(files.get('.gitignore')).toMatch(/^\.yarn\/install-state\.gz$/m)
    expect(files.get('README.md')).toContain('| `.yarnrc.yml`')
  })
})

test.each(packageManagers.filter((name) => name !== 'yarn'))('no word of it is in a project for %s', (name) => {
  const files = filesFor(name)
  expect(files.has('.yarnrc.yml')).toBe(false)
  expect([...files].filter(([, text]) => text.includes('yarn')).map(([path]) => path)).toEqual([])
})
