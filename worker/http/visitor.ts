import type { Context } from "hono"
import type { VisitorActor } from "../domain/actor.ts"
import type { UseCaseContext } from "../usecases/context.ts"
import type { AppEnv } from "./app-env.ts"

/** The context of somebody who has not signed in. */
export function visitor(c: Context<AppEnv>): UseCaseContext<VisitorActor> {
  const { services, requestId, text } = c.var
  const mark = { id: requestId, fingerprint: null, language: text.language }
  return services.contextFor({ kind: "visitor" }, mark)
}
