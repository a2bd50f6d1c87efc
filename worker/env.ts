import type { Fetcher, R2Bucket, Workflow } from "@cloudflare/workers-types"
import { z } from "zod"

const bindings = z.object({
  LIBSQL_URL: z.url(),
  LIBSQL_AUTH_TOKEN: z.string().min(1).optional(),
  AUTH_SECRET: z.string().min(32, "at least 32 characters"),
  CELL: z.string().regex(/^\d{4}00$/, "the code of a city, for example 510100"),
  /** Moves the clock; set by tests only. */
  CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  RELEASES: z.custom<R2Bucket>((value) => typeof value === "object" && value !== null, "an R2 bucket"),
  RELEASE_WORKFLOW: z.custom<Workflow>().optional(),
  ASSETS: z.custom<Fetcher>().optional(),
})

export type Env = z.infer<typeof bindings>

const parsed = new WeakMap<object, Env>()

/** The Worker's bindings, checked once per isolate; throws a sentence that names the binding that is wrong. */
export function readEnv(raw: object): Env {
  const known = parsed.get(raw)
  if (known) return known
  const result = bindings.safeParse(raw)
  if (!result.success) {
    const wrong = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    throw new Error(`the Worker's bindings are not right: ${wrong.join("; ")}`)
  }
  parsed.set(raw, result.data)
  return result.data
}
