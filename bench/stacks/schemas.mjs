// For the stacks that bring no validation of their own.
import { z } from 'zod'

export const draftSchema = z.strictObject({ title: z.string(), done: z.boolean().optional() })
export const idSchema = z.coerce.number().int().min(1)
export const paramsSchema = z.object({ id: idSchema })
export const querySchema = z.object({
  page: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
