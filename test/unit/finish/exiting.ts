import { install } from '../../../src/finish/install.ts'

// Exits at the first line of the package manager, as a process does that meets an error nobody caught.
void install(process.argv[2] ?? '', 'npm', {
  onOutput: (line) => {
    console.log(line)
    process.exit()
  },
})
