import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A registry that has one version of this package; returns its address, and the paths it was asked for. */
export async function startRegistry(tarball: string, version: string) {
  const bytes = readFileSync(tarball)
  const asked: string[] = []
  const server = createServer((req, res) => {
    asked.push(req.url ?? '')
    if (req.url === '/create-raw-http-app.tgz') return void res.end(bytes)
    if (req.url !== '/create-raw-http-app') return void res.writeHead(404).end('{}')
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    const dist = { tarball: `${address()}create-raw-http-app.tgz`, integrity }
    const manifest = { name: 'create-raw-http-app', version, dist }
    res.setHeader('Content-Type', 'application/json')
    res.end(
      JSON.stringify({ name: manifest.name, 'dist-tags': { latest: version }, versions: { [version]: manifest } }),
    )
  })
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: address(), asked, close: () => server.close() }
}
