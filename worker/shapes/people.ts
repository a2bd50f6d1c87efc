import { z } from "zod"
import type { Role } from "../domain/actor.ts"
import { type Scope, scopes } from "../domain/key-scope.ts"
import { oneOf } from "./parts.ts"

export const role = oneOf<Role>({
  manager: true,
  editor: true,
  viewer: true,
  approver: true,
  verifier: true,
  chair: true,
  secretary: true,
  judge: true,
  operator: true,
})

export const roles = z.array(role)

/** For whom somebody stands in, in which role and until which day. */
export const standIn = z.object({
  id: z.string(),
  memberId: z.string(),
  userId: z.string(),
  name: z.string(),
  role,
  toDay: z.string(),
})

export const keyScopes: z.ZodType<Scope[]> = z.array(z.enum(scopes))

export const eventFields: z.ZodType<Record<string, unknown>> = z.record(z.string(), z.unknown())
