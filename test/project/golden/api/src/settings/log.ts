import { closeSync, openSync } from 'node:fs'
import { type Environment, invalidSetting } from '../settings.ts'

/** From the least to the most important; nothing is as important as `silent`. */
export const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const

export type LogLevel = (typeof levels)[number]

export interface LogConfig {
  readonly level: LogLevel
  /** A file for the lines of requests. */
  readonly accessLog: string | undefined
}

export function readLogConfig(env: Environment): LogConfig {
  return { level: readLevel(env), accessLog: readAccessLog(env) }
}

function readLevel(env: Environment): LogLevel {
  const value = env['LOG_LEVEL'] || 'info'
  const level = levels.find((known) => known === value)
  if (level === undefined) throw invalidSetting('LOG_LEVEL', value, levels.join(', '))
  return level
}

/** Opens the file to see that it can be: the first request is too late to find out. */
function readAccessLog(env: Environment): string | undefined {
  const path = env['ACCESS_LOG'] || undefined
  if (path === undefined) return undefined
  try {
    closeSync(openSync(path, 'a'))
    return path
  } catch {
    throw invalidSetting('ACCESS_LOG', path, 'a file that can be written, in a folder that exists')
  }
}
