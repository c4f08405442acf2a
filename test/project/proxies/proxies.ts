import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'

/** The address that each proxy gives for its clients, and no client does: a request without it was not sent by the proxy. */
export const clientAddress = '203.0.113.7'

/** A proxy, if it is installed. */
export interface Proxy {
  readonly name: string
  readonly isInstalled: boolean
  /** The program and its arguments; files that it needs are written to the folder. */
  readonly command: (folder: string, socket: string, upstreamPort: number) => readonly [string, ...string[]]
}

export interface RunningProxy {
  /** Where it listens: a Unix socket, of which there are enough for everybody. */
  readonly socket: string
  readonly output: () => string
  readonly stop: () => Promise<void>
}

export const proxies: readonly Proxy[] = [
  nginx('nginx', 'on'),
  nginx('nginx, unbuffered', 'off'),
  { name: 'haproxy', isInstalled: isProgram('haproxy', '-v'), command: haproxy },
  library('http-proxy'),
  library('http-proxy-3'),
  library('fastify-http-proxy'),
]

export async function startProxy(proxy: Proxy, folder: string, upstreamPort: number): Promise<RunningProxy> {
  mkdirSync(folder, { recursive: true })
  const socket = join(folder, 'proxy.sock')
  const [program, ...args] = proxy.command(folder, socket, upstreamPort)
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  const ended = once(child, 'exit')
  await Promise.race([
    untilItListens(socket, child),
    ended.then(([status]) => {
      throw new Error(`${proxy.name} ended with ${status}: ${output}`)
    }),
  ])
  return {
    socket,
    output: () => output,
    async stop() {
      // nginx and haproxy take it for "at once"; their workers end with them.
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function untilItListens(path: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000
  while (child.exitCode === null && Date.now() < deadline) {
    const socket = connect({ path })
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`nothing listens at ${path}`)
}

/** As open as it can be set: what it would refuse with its defaults is of use here only if it gets through. */
function nginx(name: string, buffering: 'on' | 'off'): Proxy {
  return {
    name,
    isInstalled: isProgram('nginx', '-v'),
    command(folder, socket, upstreamPort) {
      const configuration = join(folder, 'nginx.conf')
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      const text = `
        ${process.getuid?.() === 0 ? 'user root;' : ''}
        daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log stderr crit;
        events { worker_connections 512; }
        http {
          access_log off; ignore_invalid_headers off; underscores_in_headers on; merge_slashes off;
          large_client_header_buffers 4 32k; client_max_body_size 0; keepalive_requests 100000;
          ${temporary.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ')}
          upstream server {
            server 127.0.0.1:${upstreamPort} max_fails=0;
            keepalive 1; keepalive_timeout 60s; keepalive_requests 100000;
          }
          server {
            listen unix:${socket};
            location / {
              proxy_pass http://server; proxy_http_version 1.1; proxy_request_buffering ${buffering};
              proxy_set_header Connection ""; proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For ${clientAddress}; proxy_read_timeout 10s;
            }
          }
        }`
      writeFileSync(configuration, text)
      return ['nginx', '-e', 'stderr', '-p', folder, '-c', configuration]
    },
  }
}

function haproxy(folder: string, socket: string, upstreamPort: number): readonly [string, ...string[]] {
  const configuration = join(folder, 'haproxy.cfg')
  const text = `
global
  nbthread 1
defaults
  mode http
  option http-keep-alive
  timeout connect 5s
  timeout client 10s
  timeout server 10s
  timeout http-keep-alive 60s
frontend clients
  bind unix@${socket}
  option accept-invalid-http-request
  default_backend server
backend server
  option accept-invalid-http-response
  http-reuse always
  http-request set-header X-Forwarded-For ${clientAddress}
  server one 127.0.0.1:${upstreamPort} pool-max-conn 1
`
  writeFileSync(configuration, text)
  return ['haproxy', '-db', '-f', configuration]
}

function library(name: string): Proxy {
  const folder = resolve('node_modules/.cache/proxies', name)
  return {
    name,
    isInstalled: existsSync(join(folder, 'node_modules')),
    command: (_, socket, upstreamPort) => [
      process.execPath,
      resolve('test/project/proxies/start-proxy.mjs'),
      name,
      folder,
      socket,
      `http://127.0.0.1:${upstreamPort}`,
      clientAddress,
    ],
  }
}

function isProgram(name: string, versionFlag: string): boolean {
  try {
    execFileSync(name, [versionFlag], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
