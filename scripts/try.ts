import { tellFailure } from './workshop/tell.ts'
import { tryProject } from './workshop/try-project.ts'

// `npm run try -- --preset full` tries a project and tries it again on every change of a template. It takes all flags
// of the command, and --test to run the project's own tests as well. It ends with its input (Ctrl-D) or on Ctrl-C.
const ending = new AbortController()
const end = () => ending.abort()
process.on('SIGINT', end)
process.on('SIGTERM', end)
process.stdin.on('end', end).on('error', end).resume()

const words = process.argv.slice(2)
await tellFailure(async () => {
  const clean = await tryProject({
    argv: words.filter((word) => word !== '--test'),
    tests: words.includes('--test'),
    tell: (text) => console.log(text),
    signal: ending.signal,
  })
  if (!clean) process.exitCode = 1
})
process.stdin.destroy()
