import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { answersFor, realPack } from '../../support/real-pack.ts'
import { type Changes, makeProject, type Project } from './server.ts'

export interface StaticProject extends Project {
  /** The absolute path of a file in the folder that is served. */
  at(name: string): string
  put(name: string, content: string | Buffer): void
}

/** When every file was last changed: half a second past a whole one, as a real clock would have it. */
const modified = new Date('2024-05-06T07:08:09.500Z')

/** A project that serves files, among them everything that must not be served, and an API beside them. */
export function makeStaticProject(features: readonly string[] = [], changes?: Changes): StaticProject {
  const project = makeProject(answersFor(realPack, ['static', 'resource', ...features], 20), changes)
  const at = (name: string) => join(project.directory, 'public', name)
  const put = (name: string, content: string | Buffer) => {
    mkdirSync(dirname(at(name)), { recursive: true })
    writeFileSync(at(name), content)
    utimesSync(at(name), modified, modified)
  }
  for (const [name, content] of Object.entries(files)) put(name, content)
  for (const [link, target] of Object.entries(links)) symlinkSync(target, at(link))
  execFileSync('mkfifo', [at('fifo')])
  return { ...project, at, put }
}

const files: Readonly<Record<string, string>> = {
  'name.txt': 'a name\n',
  'ten.txt': '0123456789',
  'empty.txt': '',
  noextension: 'bytes',
  'sub/index.html': '<!doctype html><title>sub</title>',
  'sub/page.html': '<!doctype html><title>page</title>',
  'ünï dir/index.html': 'ünï',
  'noindex/name.txt': 'no index',
  'strange/index.html/name.txt': 'an index that is a folder',
  items: 'a file named as a route',
  'api/todos': 'a file behind the API',
  'api/other.txt': 'a file beside the API',
  'sp ace.txt': 'space',
  'ünï.txt': 'ünï',
  'do..ts.txt': 'dots',
  '100%.txt': 'percent',
  'a&b=c.txt': 'signs',
  constructor: 'a name of objects',
  '.well-known/security.txt': 'Contact: a@b.example',
  '.well-known/.hidden': 'SECRET',
  '.env': 'SECRET',
  '.git/config': 'SECRET',
  'sub/.hidden': 'SECRET',
  'sub/.well-known/x': 'SECRET',
  '../outside.txt': 'SECRET',
  '../public-secret/s.txt': 'SECRET',
}

/** By their names, with where they lead. */
const links: Readonly<Record<string, string>> = {
  'inside.txt': 'name.txt',
  inside: 'sub',
  'outside.txt': '../outside.txt',
  outside: '../public-secret',
  'absolute.txt': '/etc/hostname',
  'null.txt': '/dev/null',
  'env.txt': '.env',
  git: '.git',
  back: '..',
  loop: 'loop',
  dangling: 'nothing',
}
