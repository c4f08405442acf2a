import { join, resolve } from 'node:path'

/** `npm run` starts scripts in the folder of the repository. */
export const repository = resolve('.')
export const benchFolder = join(repository, 'bench')
export const stacksFolder = join(benchFolder, 'stacks')
export const resultsFolder = join(benchFolder, 'results')
