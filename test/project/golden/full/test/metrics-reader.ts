import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

export type Reading = ReadonlyMap<string, number>

/** The samples of a page, each by its name and labels. */
export function samplesIn(text: string): Reading {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

export async function read(url: string): Promise<Reading> {
  return samplesIn(await (await fetch(`${url}/metrics`)).text())
}

/** How much has been counted since: the counts are of the whole process, which other tests share. */
export function growth(before: Reading, after: Reading, sample: string): number {
  return (after.get(sample) ?? 0) - (before.get(sample) ?? 0)
}

/** Reads until it is so, or the test is over: a client has its response a moment before the server knows it is out. */
export async function readUntil(
  { signal }: TestContext,
  take: () => Reading | Promise<Reading>,
  isSo: (reading: Reading) => boolean,
): Promise<Reading> {
  for (;;) {
    const reading = await take()
    if (isSo(reading)) return reading
    await sleep(5, undefined, { signal })
  }
}
