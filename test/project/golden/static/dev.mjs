import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'

// Runs the server, and starts it again after a change of src/ or .env. The files are polled, because editors that
// replace a file when they save it, and shared folders, do not always cause events.
const intervalMs = 250

/** Changes when a file is changed, added or removed. */
function snapshot() {
  const paths = readdirSync('src', { recursive: true }).map((path) => `src/${path}`)
  return [...paths, '.env'].map((path) => `${path} ${stampOf(path)}`).join('\n')
}

function stampOf(path) {
  const stats = statSync(path, { throwIfNoEntry: false })
  return stats?.isFile() ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : ''
}

let server
let isStopping = false

function start() {
  server = spawn(process.execPath, ['src/server.ts'], { stdio: 'inherit' })
  server.once('exit', (code) => {
    server = undefined
    if (isStopping) process.exit(code ?? 1)
  })
}

function restart() {
  if (server === undefined) return start()
  server.once('exit', start)
  server.kill('SIGTERM')
}

let seen = snapshot()
let isChanged = false
setInterval(() => {
  const current = snapshot()
  const isSettled = current === seen
  seen = current
  if (!isSettled) isChanged = true
  else if (isChanged) {
    isChanged = false
    if (!isStopping) restart()
  }
}, intervalMs)

// Ctrl-C reaches the server as well, in the same process group. A second signal ends it at once, there as here.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    isStopping = true
    if (server === undefined) process.exit(0)
    if (signal === 'SIGTERM') server.kill(signal)
  })
}

start()
