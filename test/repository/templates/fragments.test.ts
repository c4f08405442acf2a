import { expect, test } from 'vitest'
import type { Feature } from '../../../src/model/pack.ts'
import { realPack } from '../../support/real-pack.ts'

// Each file below slots/ is one more place to look at for who wants to know where a line comes from. For another one,
// make two of these one, or turn one into data of a manifest or into code of the file that it joins.
const most = 100
const mostIntoOthers = 10

const files = new Map(
  realPack.features.flatMap((feature) => feature.fragments.map(({ path, target }) => [path, { feature, target }])),
)

test(`at most ${most} files add lines to files of others`, () => {
  expect(files.size > most ? [...files.keys()] : []).toEqual([])
})

test(`at most ${mostIntoOthers} of them add lines to files of another feature`, () => {
  const intoOthers = [...files].filter(([, { feature, target }]) => {
    const owners = realPack.features.filter((other) => other.files.some((file) => file.target === target))
    return owners.every((owner) => !isForAll(owner) && homeOf(owner) !== homeOf(feature))
  })
  expect(intoOthers.length).toBeGreaterThan(0)
  expect(intoOthers.length > mostIntoOthers ? intoOthers.map(([path]) => path) : []).toEqual([])
})

/** `base` and `lib`, whose files are made to be added to. */
function isForAll({ manifest: { automatic } }: Feature): boolean {
  return automatic?.always === true || automatic?.shared === true
}

/** The folder of what is chosen: its parts, and what it has with others, are in it. */
function homeOf({ folder }: Feature): string {
  return folder.replace(/\/(?:with|without|parts)\/.*/, '')
}
