/** While a run fills a directory that exists, this folder in it holds its journal, and keeps every other run out. */
export const journalFolder = '.create-raw-http-app'

/** A write takes seconds at worst; beyond this age a number that lives again belongs to another process. */
const longestWrite = 10 * 60_000

const runPattern = /^(?:\.create-raw-http-app|owner)-((\d+)-([0-9a-z]+)-[0-9a-f]{8})$/

/** Names a run by its process, its time and chance, so that what it leaves can be told from what is in use. */
export function newRun(): string {
  // Not randomBytes: a mishap is a directory that is there already, and node:crypto is a fifth of Node's own start.
  const chance = Math.floor(Math.random() * 2 ** 32).toString(16)
  return `${process.pid}-${Date.now().toString(36)}-${chance.padStart(8, '0')}`
}

export function stageName(run: string): string {
  return `${journalFolder}-${run}`
}

export function ownerName(run: string): string {
  return `owner-${run}`
}

/** Whether a directory entry is one of ours, whoever made it. */
export function isOwnName(name: string): boolean {
  return name === journalFolder || (name.startsWith(journalFolder) && runPattern.test(name))
}

/** Whether a staging folder or an owner's mark belongs to a run that has ended. False for every other name. */
export function isLeftover(name: string): boolean {
  const [, , pid, time] = runPattern.exec(name) ?? []
  if (pid === undefined || time === undefined) return false
  const age = Date.now() - Number.parseInt(time, 36)
  // Writing is synchronous: whatever bears our own number now was left by a process that had it before us.
  return Number(pid) === process.pid || age > longestWrite || !exists(Number(pid))
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
