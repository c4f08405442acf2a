import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { execa } from 'execa'
import { packInto } from '../../repository/package/tarball.ts'
import { run } from '../../support/run.ts'

/** A registry of npm packages on this machine, which knows no other. */
export interface Registry {
  readonly url: string
  /** How often somebody came for a tarball of a package. */
  tarballsAskedFor(name: string): number
  stop(): Promise<void>
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Starts verdaccio, with a folder of its own. */
export async function startRegistry(program: string, folder: string): Promise<Registry> {
  mkdirSync(folder)
  const configuration = join(folder, 'config.yaml')
  writeFileSync(configuration, settings)
  const child = execa(process.execPath, [join(import.meta.dirname, 'start-registry.mjs'), program, configuration], {
    stdin: 'ignore',
    reject: false,
  })
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.then(({ stderr }) => reject(new Error(`the registry ended: ${output}${stderr}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      const said = /^listening on (\S+)$/m.exec(output)?.[1]
      if (said !== undefined) resolve(said)
    })
  })
  return {
    url,
    tarballsAskedFor: (name) => output.split(`requested 'GET /${name}/-/`).length - 1,
    async stop() {
      child.kill()
      await child
    },
  }
}

const settings = `
storage: ./storage
uplinks: {}
packages:
  '**':
    access: $all
    publish: $all
max_body_size: 200mb
log: { type: stdout, format: json, level: http }
`

/** Packs what is here and publishes it, as a release would. */
export async function publishOurs(registry: Registry, folder: string): Promise<void> {
  mkdirSync(folder)
  await publishTarball(registry, await packInto(folder), folder, 'latest')
}

/** Packs a folder and publishes it as an earlier version, which is not the one that is asked for without a version. */
export async function publishEarlier(registry: Registry, earlier: string, folder: string): Promise<void> {
  mkdirSync(folder)
  const packed = await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    cwd: earlier,
  })
  if (packed.status !== 0) throw new Error(packed.output)
  const [tarball = ''] = readdirSync(folder)
  await publishTarball(registry, join(folder, tarball), folder, 'earlier')
}

async function publishTarball({ url }: Registry, tarball: string, folder: string, tag: string): Promise<void> {
  const userconfig = join(folder, '.npmrc')
  // npm wants to see a token; this registry asks for none.
  writeFileSync(userconfig, `${url.replace(/^http:/, '')}/:_authToken=throwaway\n`)
  const env = { npm_config_registry: url, npm_config_userconfig: userconfig, no_proxy: '127.0.0.1' }
  const { status, output } = await run('npm', ['publish', tarball, '--tag', tag], { env })
  if (status !== 0) throw new Error(output)
}

/** Publishes installed packages and what they depend on, so that projects can install them from here. */
export async function publishInstalled({ url }: Registry, packages: readonly string[], folder: string): Promise<void> {
  mkdirSync(folder)
  const folders = new Set<string>()
  for (const one of packages) collect(one, folders)
  const packed = await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder, ...folders])
  if (packed.status !== 0) throw new Error(packed.output)
  const tarballs = readdirSync(folder)
  for (const one of folders) {
    const manifest = manifestIn(one)
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
    if (!tarballs.includes(file)) throw new Error(`${one} was packed as none of ${tarballs.join(', ')}`)
    await publish(url, withoutAbsent(manifest, one), readFileSync(join(folder, file)))
  }
}

/** By the protocol of npm's registry: one document with the tarball in it. */
async function publish(registry: string, manifest: Manifest, tarball: Buffer): Promise<void> {
  const { name, version } = manifest
  const file = `${name}-${version}.tgz`
  const dist = {
    integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
    shasum: createHash('sha1').update(tarball).digest('hex'),
    tarball: `${registry}/${name}/-/${file}`,
  }
  const data = tarball.toString('base64')
  const answer = await fetch(`${registry}/${name.replace('/', '%2f')}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer throwaway' },
    body: JSON.stringify({
      _id: name,
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
      _attachments: { [file]: { content_type: 'application/octet-stream', data, length: tarball.length } },
    }),
  })
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
}

/** What was made for other platforms is not installed here: the registry does not speak of it. */
function withoutAbsent(manifest: Manifest, folder: string): Manifest {
  const optional = Object.entries(manifest.optionalDependencies ?? {})
  const present = optional.filter(([name]) => folderOf(name, folder) !== undefined)
  return { ...manifest, optionalDependencies: Object.fromEntries(present) }
}

function collect(folder: string, into: Set<string>): void {
  if (into.has(folder)) return
  into.add(folder)
  const { dependencies, optionalDependencies } = manifestIn(folder)
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const found = folderOf(name, folder)
    if (found !== undefined) collect(found, into)
  }
}

function folderOf(name: string, dependent: string): string | undefined {
  const paths = createRequire(join(dependent, 'package.json')).resolve.paths(name) ?? []
  return paths.map((path) => join(path, name)).find((folder) => existsSync(join(folder, 'package.json')))
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
