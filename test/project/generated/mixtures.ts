import { everyCombination } from '../../../scripts/matrix/render/every-combination.ts'
import { choicesIn, combinations, distinct } from '../../support/combinations.ts'
import { covering } from '../../support/covering.ts'
import { realPack } from '../../support/real-pack.ts'

/** Every two features are met on and off in them. */
export const mixtures = covering(everyCombination(realPack, 20), choicesIn(realPack), 2)

/** What a project can be, by a few that meet everything: starting sets, each feature alone, and mixtures. */
export const examples = distinct([...combinations(realPack, 20), ...mixtures])
