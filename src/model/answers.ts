import type { Resource } from './resource.ts'

export const nodeMajors = [20, 22, 24, 26] as const
export type NodeMajor = (typeof nodeMajors)[number]

export const packageManagers = ['npm', 'pnpm', 'yarn', 'bun'] as const
export type PackageManager = (typeof packageManagers)[number]

/** Where a project goes when nobody says. */
export const defaultDirectory = 'raw-http-app'

/** Everything that decides the bytes of a project, and nothing else. Stored in the project's record. */
export interface Answers {
  readonly name: string
  /** Ids of the chosen features, required ones included, sorted. */
  readonly features: readonly string[]
  readonly resources: readonly Resource[]
  /** Values by feature and option, for the chosen features that have options. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The lowest Node major the project must run on. */
  readonly node: NodeMajor
  readonly packageManager: PackageManager
}

/**
 * What flags, a config file or prompts have said so far; nothing here is a default.
 * `undefined` is a question still open.
 */
export interface Choices {
  readonly directory?: string
  readonly name?: string
  readonly preset?: string
  /** Exactly these, instead of a preset's. */
  readonly features?: readonly string[]
  /** Features switched on one by one. */
  readonly with: readonly string[]
  /** Features switched off one by one. */
  readonly without: readonly string[]
  readonly resources?: readonly Resource[]
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly node?: NodeMajor
  readonly packageManager?: PackageManager
  readonly install?: boolean
  readonly git?: boolean
}

/** Choices with every open question answered by its default. */
export interface Resolved {
  readonly answers: Answers
  /** As the user named it. */
  readonly directory: string
  readonly install: boolean
  readonly git: boolean
  /** What the user should know about how choices met, one sentence each. */
  readonly notes: readonly string[]
}

export type PathStyle = 'posix' | 'windows'

/** What defaults are taken from. */
export interface Environment {
  /** Of the Node that runs. */
  readonly nodeMajor: number
  /** npm_config_user_agent, by which a package manager names itself to what it starts. */
  readonly userAgent?: string | undefined
  /** The current directory, absolute. */
  readonly cwd: string
  /** How paths are spelt there; `posix` if not given. */
  readonly paths?: PathStyle
}

/** How quoting and paths are spelt in a command that the user may copy. */
export type Shell = 'posix' | 'cmd' | 'powershell'

/** Lines for the user to type; `where` tells the shells that they are for, if they are not for all. */
export interface Advice {
  readonly where?: string
  readonly lines: readonly string[]
}
