import { createRoute, z } from "@hono/zod-openapi"
import { REQUESTS_A_MINUTE } from "../../domain/api-key.ts"
import { scopes } from "../../domain/key-scope.ts"
import { answers } from "./answers.ts"
import { apiRouter, behindKey } from "./key-route.ts"
import { instant, orNull } from "./schemas.ts"

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    organisation: z.object({
      id: z.string(),
      kind: z.enum(["company", "authority", "organiser", "platform"]),
      name: z.string(),
      placeCode: z.string().nullable(),
      deletionRequestedAt: orNull(instant),
    }),
    role: z.string(),
    scopes: z.array(z.enum(scopes)),
    expiresAt: instant,
    requestsAMinute: z.number().int(),
  })
  .openapi("Key")

const show = createRoute({
  ...behindKey(),
  method: "get",
  path: "/key",
  tags: ["key"],
  operationId: "getKey",
  responses: answers(200, keySchema),
})

/** The key that a program came with. */
export const keyApi = apiRouter().openapi(show, (c) => {
  const { actor, presented } = c.var
  const { id, scopes: granted } = presented.actor.key
  const own = actor.organisation
  const { name, prefix, expiresAt } = presented
  return c.json(
    {
      id,
      name,
      prefix,
      organisation: {
        id: own.id,
        kind: own.kind,
        name: own.name,
        placeCode: own.placeCode,
        deletionRequestedAt: own.deletionRequestedAt,
      },
      role: actor.role,
      scopes: [...granted],
      expiresAt,
      requestsAMinute: REQUESTS_A_MINUTE,
    },
    200,
  )
})
