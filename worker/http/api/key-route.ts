import { OpenAPIHono, z } from "@hono/zod-openapi"
import type { MiddlewareHandler } from "hono"
import { type Permission, permissions } from "../../domain/permissions.ts"
import type { Declaration } from "../../usecases/act.ts"
import { acting, requires } from "../middleware/session.ts"
import type { ApiEnv } from "./api-env.ts"
import { onceMore } from "./once-more.ts"
import { openApiContext, presentKey, type ReadBody } from "./present-key.ts"
import { Problem } from "./problem.ts"
import { readFile } from "./read-file.ts"
import { readJson } from "./read-json.ts"
import { schemaFaults } from "./schema-faults.ts"

/** A router of the API: a request that its schemas do not fit is a problem document. */
export function apiRouter(): OpenAPIHono<ApiEnv> {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      if (result.target === "param") throw new Problem(404, "not_found")
      const faults = schemaFaults(c.var.text, result.error)
      if (result.target === "query") throw new Problem(400, "query_invalid", { faults })
      throw new Problem(422, "invalid", { faults })
    },
  })
}

/** One of some permissions, or whatever acts at one address ask for. */
type Needed = readonly Permission[] | Declaration

function guarded(readBody: ReadBody, needed: readonly Needed[]) {
  const asked = needed.flatMap((one) => ("may" in one ? one.may : one))
  const scopes = asked.flatMap((permission) => permissions[permission].scope ?? [])
  const middleware: MiddlewareHandler[] = [
    onceMore,
    presentKey,
    ...needed.map((one) => ("may" in one ? acting(one) : requires(...one))),
    openApiContext(readBody),
  ]
  return { middleware, security: [{ key: [...new Set<string>(scopes)] }] }
}

/**
 * What every route behind a key has: who acts, what it needs (of each list one permission, what an act needs; any key
 * without them), the body and the context. The scopes stand in the document.
 */
export function behindKey(...needed: Needed[]) {
  return guarded(readJson, needed)
}

/** The same for a route whose body is a file of one of some media types: it stands in `c.var.file`. */
export function behindKeyWithFile(types: readonly string[], ...needed: Permission[][]) {
  return guarded(readFile(types), needed)
}

const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` })

/** Headers that a route asks for; checked by hand, since their absence has a status of its own. */
export const headerParameters = {
  idempotencyKey: parameter("IdempotencyKey"),
  ifMatch: parameter("IfMatch"),
}

/** The JSON body of a route; its schema reads what readJson has looked through. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } }
}

/** A file as the body of a route or of an answer; the document tells its media types. */
export function fileBody(types: readonly string[]) {
  const schema = z.string().openapi({ format: "binary" })
  return { required: true, content: Object.fromEntries(types.map((type) => [type, { schema }])) }
}
