import { writeTrees } from '../test/support/golden.ts'
import { realPack } from '../test/support/real-pack.ts'

// `npm run golden` writes what users get of each preset to test/project/golden/, where the diff shows what a change of a
// template changes for them.
writeTrees(realPack)
