import { writeTrees } from '../test/support/golden.ts'
import { realPack } from '../test/support/real-pack.ts'

// `npm run golden` writes what users get of each preset to test/golden/, where a change of a template shows in the diff.
writeTrees(realPack)
