// `node start-registry.mjs <verdaccio's main file> <its configuration>` serves a registry on a free port and says which.
import { pathToFileURL } from 'node:url'

const [, , main, configuration] = process.argv
const { runServer } = await import(pathToFileURL(main).href)
const registry = await runServer(configuration)
registry.listen(0, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${registry.address().port}`))
